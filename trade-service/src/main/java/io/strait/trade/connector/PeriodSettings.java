package io.strait.trade.connector;

import io.strait.trade.series.Frequency;
import io.strait.trade.series.Period;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Which periods a run asks for: those that are named, or the last ones before it.
 *
 * @param named in the order given; empty when {@code last} says them
 * @param last how many, the running one included
 */
record PeriodSettings(Frequency frequency, List<Period> named, int last) {
    static final int MAX = 1200;
    private static final Pattern RANGE = Pattern.compile("\\d{4}(-\\d{2})?(\\.\\.\\d{4}(-\\d{2})?)?");

    /** Reads {@code period} and {@code lastPeriods}, one of which must be there. */
    static PeriodSettings read(SettingsReader settings, Frequency frequency) {
        String form = frequency == Frequency.ANNUAL ? "2024 or 2020..2024" : "2024-08 or 2024-01..2024-08";
        List<String> texts = settings.texts("period", RANGE, MAX, form);
        int last = settings.number("lastPeriods", 1, MAX, 0);
        Set<Period> periods = new LinkedHashSet<>();
        for (String text : texts) {
            int dots = text.indexOf("..");
            try {
                Period from = Period.parse(dots < 0 ? text : text.substring(0, dots));
                Period to = dots < 0 ? from : Period.parse(text.substring(dots + 2));
                if (from.frequency() != frequency || to.frequency() != frequency || to.compareTo(from) < 0) {
                    settings.add("period", text, "is no such period or range", form);
                }
                for (Period at = from; at.compareTo(to) <= 0 && periods.size() <= MAX; at = at.plus(1)) {
                    periods.add(at);
                }
            } catch (IllegalArgumentException e) {
                settings.add("period", text, "is no period", form);
            }
        }
        if (periods.size() > MAX) {
            settings.add("period", periods.size() + " periods", "is too many", "at most " + MAX);
        }
        if (periods.isEmpty() == (last == 0)) {
            settings.add("period", null, "either period or lastPeriods is needed", "one of the two: period as " + form);
        }
        return new PeriodSettings(frequency, List.copyOf(periods), last);
    }

    /** In their order; the last ones oldest first, by the day in UTC. */
    List<Period> at(Instant now) {
        if (last == 0) {
            return named;
        }
        LocalDate today = now.atZone(ZoneOffset.UTC).toLocalDate();
        Period running = frequency == Frequency.ANNUAL
                ? Period.year(today.getYear())
                : Period.month(today.getYear(), today.getMonthValue());
        List<Period> periods = new ArrayList<>();
        for (int back = last - 1; back >= 0; back--) {
            periods.add(running.plus(-back));
        }
        return periods;
    }
}
