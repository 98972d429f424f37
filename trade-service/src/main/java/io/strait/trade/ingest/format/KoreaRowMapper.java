package io.strait.trade.ingest.format;

import io.strait.trade.series.Frequency;
import io.strait.trade.series.Period;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Makes two figures of each item of Korea's statistics: exports and imports. One a file. Not thread-safe. */
final class KoreaRowMapper {
    private static final int KOREA = 410;
    private static final Pattern PERIOD = Pattern.compile("(\\d{4})년?(?:[.\\-/ ]?\\s?(0[1-9]|1[0-2])월?)?");
    private static final String PERIOD_EXPECTED = "YYYY or YYYY.MM, " + Period.MIN_YEAR + " to " + Period.MAX_YEAR;
    private static final Set<String> TOTALS = Set.of("total", "총계", "합계", "계", "-");
    private static final Pattern THOUSANDS = Pattern.compile("\\d{1,3}(,\\d{3})+(\\.\\d+)?");
    private static final int LONGEST_CODE = 10;

    /** How a file writes its figures: powers of ten to USD and kg, and whether thousands are separated. */
    record Scale(int value, int weight, boolean separated) {
        static final Scale XML = new Scale(0, 0, false);
    }

    private final Scale scale;
    /** What each column is called here. */
    private final String[] labels;

    private final FileFindings findings;
    private final RowChecks checks = new RowChecks();
    private final AreaCodes areas = new AreaCodes();
    private String[] cells = new String[0];
    private long totals;

    KoreaRowMapper(Scale scale, String[] labels, FileFindings findings) {
        this.scale = scale;
        this.labels = labels;
        this.findings = findings;
    }

    /**
     * @param values by {@link KoreaColumn#ordinal()}, trimmed; the empty text where there is nothing
     * @param given which columns the item has: a flow of which it has none is not told of
     */
    void map(long line, String[] values, boolean[] given, RowSink sink) {
        cells = values;
        if (isTotal()) {
            totals++;
            return;
        }
        checks.begin();
        @Nullable Period period = period();
        int partner = partner();
        String commodity = checks.nationalCommodity(
                label(KoreaColumn.COMMODITY), cells[KoreaColumn.COMMODITY.ordinal()], LONGEST_CODE);
        if (period == null || !checks.sound()) {
            sink.accept(checks.rejected(line));
            return;
        }
        findings.area(KOREA, "KOR", "");
        findings.area(TradeRow.WORLD, "", "");
        if (given[KoreaColumn.EXPORT_VALUE.ordinal()]) {
            sink.accept(
                    figure(line, period, partner, commodity, "X", KoreaColumn.EXPORT_VALUE, KoreaColumn.EXPORT_WEIGHT));
        }
        if (given[KoreaColumn.IMPORT_VALUE.ordinal()]) {
            sink.accept(
                    figure(line, period, partner, commodity, "M", KoreaColumn.IMPORT_VALUE, KoreaColumn.IMPORT_WEIGHT));
        }
    }

    void conclude() {
        areas.conclude(findings);
        if (totals > 0) {
            findings.note(
                    totals + " rows of totals of what was asked for, passed over: they are of no period or commodity");
        }
    }

    /** Such a row sums what a request asked for, which the file does not say. */
    private boolean isTotal() {
        return TOTALS.contains(cells[KoreaColumn.PERIOD.ordinal()].toLowerCase(Locale.ROOT))
                || cells[KoreaColumn.COMMODITY.ordinal()].equals("-")
                || cells[KoreaColumn.PARTNER.ordinal()].equals("-");
    }

    private RowOutcome figure(
            long line,
            Period period,
            int partner,
            String commodity,
            String flow,
            KoreaColumn valueColumn,
            KoreaColumn weightColumn) {
        checks.begin();
        @Nullable BigDecimal value = number(valueColumn, scale.value());
        @Nullable BigDecimal weight = number(weightColumn, scale.weight());
        if (!checks.sound()) {
            return checks.rejected(line);
        }
        String name = cells[KoreaColumn.PARTNER_NAME.ordinal()];
        String code = cells[KoreaColumn.PARTNER.ordinal()];
        findings.area(partner, "", name.isEmpty() ? code : name);
        return new RowOutcome.Accepted(new TradeRow(
                line,
                period,
                new TradeRow.Dimensions(
                        KOREA,
                        partner,
                        TradeRow.WORLD,
                        flow,
                        // The file does not say the edition.
                        "HS",
                        commodity,
                        TradeRow.ALL_CUSTOMS,
                        TradeRow.ALL_MODES,
                        TradeRow.ALL_MODES,
                        "USD"),
                new TradeRow.Figures(value, null, null, weight, null, null, null, null, null, 0)));
    }

    private String label(KoreaColumn column) {
        return labels[column.ordinal()];
    }

    private @Nullable Period period() {
        String text = cells[KoreaColumn.PERIOD.ordinal()];
        Matcher matcher = PERIOD.matcher(text);
        int year = matcher.matches() ? Integer.parseInt(matcher.group(1)) : 0;
        if (year < Period.MIN_YEAR || year > Period.MAX_YEAR) {
            checks.fault(label(KoreaColumn.PERIOD), text, "is no period", PERIOD_EXPECTED);
            return null;
        }
        return matcher.group(2) == null
                ? Period.year(year)
                : new Period(Frequency.MONTHLY, LocalDate.of(year, Integer.parseInt(matcher.group(2)), 1));
    }

    private int partner() {
        String code = cells[KoreaColumn.PARTNER.ordinal()];
        String name = cells[KoreaColumn.PARTNER_NAME.ordinal()];
        if (code.isEmpty() && !name.isEmpty()) {
            @Nullable Integer known = AreaCodes.ofKoreanName(name);
            if (known != null) {
                return known;
            }
            return areas.find(checks, label(KoreaColumn.PARTNER_NAME), name);
        }
        return areas.find(checks, label(KoreaColumn.PARTNER), code);
    }

    private @Nullable BigDecimal number(KoreaColumn column, int power) {
        String text = cells[column.ordinal()];
        String plain = scale.separated() && THOUSANDS.matcher(text).matches() ? text.replace(",", "") : text;
        @Nullable BigDecimal number = checks.number(label(column), plain);
        return number == null ? null : RowChecks.scaled(number, power);
    }
}
