package io.strait.trade.reference.search;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * Something that was found.
 *
 * @param kind {@code commodity}, {@code area} or {@code areaGroup}
 * @param classification of a commodity: the newest edition that has the code, or HS for a short name
 * @param language of the name
 * @param matched {@code code}, {@code name}, {@code part} of a name, {@code stem} of words, or {@code similar}
 * @param score orders the hits; 0 to 5, comparable within one answer only
 * @param ownWording whether the name is this project's, and no official text
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
record Hit(
        String kind,
        String code,
        @Nullable String classification,
        String language,
        String name,
        String matched,
        BigDecimal score,
        boolean ownWording) {}
