package io.strait.trade.query;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * What a reader must know to not misread an answer.
 *
 * @param code {@code no-figures}, {@code area-note}, {@code area-role}, {@code area-group}, {@code group-changed},
 *     {@code unmapped-area}, {@code totals-and-parts}, {@code no-complete-window} or {@code not-converted}
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Warning(String code, String parameter, @Nullable String value, String message) {}
