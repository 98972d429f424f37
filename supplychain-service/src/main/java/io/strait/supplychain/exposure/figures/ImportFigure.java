package io.strait.supplychain.exposure.figures;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A figure as it was at the instant asked for.
 *
 * @param vintage since when; null where it is only known that it was there before a later one
 */
public record ImportFigure(
        ImportSeries series,
        LocalDate start,
        String currency,
        Figure figure,
        @Nullable Instant vintage) {}
