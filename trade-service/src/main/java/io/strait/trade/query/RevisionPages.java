package io.strait.trade.query;

import io.strait.trade.problem.ProblemException;
import io.strait.trade.problem.Violation;
import io.strait.trade.query.RevisionStore.Change;
import io.strait.trade.query.RevisionStore.ChangedSeries;
import io.strait.trade.query.RevisionStore.Scope;
import io.strait.trade.series.Period;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Pages of changes. Whatever is asked, a page costs a bounded number of bounded steps; one that finds little in them is
 * short, and says where to go on.
 */
@ApplicationScoped
class RevisionPages {
    private static final int MAX_STEPS = 10;
    /** Up to so many series are looked up each by itself; more are found by walking along the revisions. */
    private static final int FEW_SERIES = 500;

    /**
     * The revisions that a query reads.
     *
     * @param first number of the first one
     * @param last the last one
     */
    record Range(long first, Revision last) {}

    /** @param next where the next page starts; null on the last */
    record Page(List<Change> changes, @Nullable RevisionCursor next, List<Warning> warnings) {}

    private final FigureStore figures;
    private final SeriesStore series;
    private final RevisionStore store;

    RevisionPages(FigureStore figures, SeriesStore series, RevisionStore store) {
        this.figures = figures;
        this.series = series;
        this.store = store;
    }

    Range range(RevisionQuery query) {
        return new Range(first(query.since()), last(query));
    }

    private long first(@Nullable RevisionBound since) {
        if (since == null) {
            return 1;
        }
        Instant instant = since.instant();
        if (instant != null) {
            // A revision's instant is exact to the microsecond.
            return figures.revision(instant.minus(1, ChronoUnit.MICROS)).number() + 1;
        }
        return Objects.requireNonNull(since.number());
    }

    private Revision last(RevisionQuery query) {
        RevisionCursor cursor = query.cursor();
        if (cursor != null) {
            Revision last = figures.revision(cursor.newest());
            if (last.number() != cursor.newest()) {
                throw ProblemException.invalid(List.of(new Violation(
                        "cursor",
                        cursor.text(),
                        "names a revision that is not held",
                        "what the last page gave as next")));
            }
            return last;
        }
        RevisionBound until = query.until();
        if (until == null) {
            return figures.revision((Instant) null);
        }
        Long number = until.number();
        if (number == null) {
            return figures.revision(until.instant());
        }
        Revision last = figures.revision(number.longValue());
        // One that is still to come: all that there are.
        return last.number() == number ? last : figures.revision((Instant) null);
    }

    /** @param range what {@link #range} gave a moment ago */
    Page read(RevisionQuery query, Range range) {
        List<Long> few = series.few(query.selection(), FEW_SERIES).orElse(null);
        Scope scope = new Scope(
                query.selection(), few, range.first(), range.last().number(), query.changes(), query.oldestFirst());
        RevisionCursor cursor = query.cursor();
        RevisionPosition position = cursor == null ? null : cursor.position();
        List<Change> changes = new ArrayList<>();
        boolean more = true;
        for (int step = 0; more && step < MAX_STEPS && changes.size() <= query.limit(); step++) {
            // One more than asked for tells whether there is a next page.
            int wanted = query.limit() + 1 - changes.size();
            List<ChangedSeries> found = store.changed(scope, position, wanted);
            List<ChangedSeries> taken = enough(found, wanted);
            if (!taken.isEmpty()) {
                changes.addAll(asked(query, position, store.changes(scope, within(taken, query.selection()))));
            }
            Optional<RevisionPosition> stop = Optional.empty();
            if (taken.size() < found.size() || found.size() == wanted) {
                ChangedSeries end = taken.get(taken.size() - 1);
                stop = Optional.of(new RevisionPosition(
                        end.revision().number(), end.series().id(), null));
            } else if (few == null) {
                stop = store.endOfStep(scope, position);
            }
            more = stop.isPresent();
            position = stop.orElse(position);
        }
        if (changes.size() > query.limit()) {
            changes = changes.subList(0, query.limit());
            position = position(changes.get(changes.size() - 1));
            more = true;
        }
        RevisionCursor next =
                more && position != null ? new RevisionCursor(range.last().number(), query.digest(), position) : null;
        return new Page(List.copyOf(changes), next, warnings(query, changes, next));
    }

    /** As many of the series as have so many changes together; at least one, if there is one. */
    private static List<ChangedSeries> enough(List<ChangedSeries> found, int wanted) {
        int sum = 0;
        int count = 0;
        while (count < found.size() && sum < wanted) {
            sum += found.get(count).count();
            count++;
        }
        return found.subList(0, count);
    }

    /** The same series, each with no more of its periods than are asked for. */
    private static List<ChangedSeries> within(List<ChangedSeries> series, Selection selection) {
        if (selection.periods().isEmpty()) {
            return series;
        }
        LocalDate first = selection.periods().get(0).start();
        LocalDate last = selection.periods().get(selection.periods().size() - 1).start();
        return series.stream()
                .map(s -> new ChangedSeries(
                        s.revision(),
                        s.series(),
                        s.first().isBefore(first) ? first : s.first(),
                        s.last().isAfter(last) ? last : s.last(),
                        s.count()))
                .toList();
    }

    /** Without those of other kinds and periods, and those that an earlier page gave. */
    private static List<Change> asked(RevisionQuery query, @Nullable RevisionPosition position, List<Change> changes) {
        Set<LocalDate> periods = new HashSet<>();
        query.selection().periods().stream().map(Period::start).forEach(periods::add);
        return changes.stream()
                .filter(change -> query.changes().contains(change.kind()))
                .filter(change -> periods.isEmpty() || periods.contains(change.periodStart()))
                .filter(change -> !isGiven(change, position, query.oldestFirst()))
                .toList();
    }

    private static boolean isGiven(Change change, @Nullable RevisionPosition position, boolean oldestFirst) {
        if (position == null
                || position.period() == null
                || position.revision() != change.of().revision().number()
                || position.seriesId() != change.of().series().id()) {
            return false;
        }
        int order = change.periodStart().compareTo(position.period());
        return oldestFirst ? order <= 0 : order >= 0;
    }

    private static RevisionPosition position(Change change) {
        return new RevisionPosition(
                change.of().revision().number(), change.of().series().id(), change.periodStart());
    }

    private static List<Warning> warnings(RevisionQuery query, List<Change> changes, @Nullable RevisionCursor next) {
        List<Warning> warnings = new ArrayList<>(query.warnings());
        if (changes.isEmpty() && next == null && query.cursor() == null) {
            warnings.add(new Warning("no-figures", "query", null, "No revision changed a figure of this selection"));
        }
        return warnings;
    }
}
