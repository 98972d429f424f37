package io.strait.trade.query;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Pages of what is held, by source, frequency and reporter. */
@ApplicationScoped
class Availability {
    /** @param slices of one source, frequency and reporter; at least one */
    record OfReporter(Held held, List<HeldSlice> slices) {
        static OfReporter of(List<HeldSlice> slices) {
            return new OfReporter(
                    Held.together(slices.stream().map(HeldSlice::held).toList()), List.copyOf(slices));
        }
    }

    /** @param next where the next page starts; null on the last */
    record Page(
            Revision revision,
            List<OfReporter> reporters,
            @Nullable AvailabilityCursor next) {}

    private final FigureStore figures;
    private final AvailabilityStore store;

    Availability(FigureStore figures, AvailabilityStore store) {
        this.figures = figures;
        this.store = store;
    }

    Revision revision() {
        return figures.revision((Instant) null);
    }

    Page read(AvailabilityQuery query) {
        // One more than asked for tells whether there is a next page.
        AvailabilityStore.Slices slices = store.slices(query, query.cursor(), query.limit() + 1);
        List<OfReporter> reporters = byReporter(slices.rows());
        if (reporters.size() <= query.limit()) {
            return new Page(slices.revision(), reporters, null);
        }
        List<OfReporter> kept = reporters.subList(0, query.limit());
        HeldSlice last = kept.get(kept.size() - 1).slices().get(0);
        return new Page(
                slices.revision(),
                List.copyOf(kept),
                new AvailabilityCursor(query.digest(), last.source(), last.frequency(), last.reporter()));
    }

    private static List<OfReporter> byReporter(List<HeldSlice> slices) {
        List<OfReporter> reporters = new ArrayList<>();
        int from = 0;
        for (int i = 1; i <= slices.size(); i++) {
            if (i == slices.size() || !slices.get(i).isOfSameReporter(slices.get(from))) {
                reporters.add(OfReporter.of(slices.subList(from, i)));
                from = i;
            }
        }
        return reporters;
    }
}
