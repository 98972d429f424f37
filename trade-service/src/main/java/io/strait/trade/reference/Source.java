package io.strait.trade.reference;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * Who says a figure.
 *
 * @param demonstration whether its figures are made up
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record Source(String code, String name, @Nullable String url, boolean demonstration) {}
