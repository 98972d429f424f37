package io.strait.supplychain.exposure.figures;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A figure from an instant on.
 *
 * @param start first day of its month or year
 * @param vintage since when it holds, at trade-service
 * @param beforeKnown whether {@code before} is known: an event tells it
 * @param before what was there before; null where that was nothing, or is not known
 */
public record FigureChange(
        ImportSeries series,
        LocalDate start,
        Instant vintage,
        String currency,
        Figure figure,
        boolean beforeKnown,
        @Nullable Figure before) {}
