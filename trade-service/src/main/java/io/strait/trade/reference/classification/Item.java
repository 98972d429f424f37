package io.strait.trade.reference.classification;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * A code of a classification.
 *
 * @param parent null at the top
 * @param level digits; 0 is TOTAL
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
record Item(String code, String description, @Nullable String parent, int level) {}
