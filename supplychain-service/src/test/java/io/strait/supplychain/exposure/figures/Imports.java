package io.strait.supplychain.exposure.figures;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Short ways to write down figures of Korea's imports. */
final class Imports {
    static final Instant VINTAGE = Instant.parse("2024-10-01T00:00:00Z");

    private final List<ImportFigure> figures = new ArrayList<>();
    private String source = "COMTRADE";
    private String classification = "H6";

    Imports from(String other) {
        source = other;
        return this;
    }

    Imports edition(String other) {
        classification = other;
        return this;
    }

    Imports value(String commodity, String period, String partner, long value) {
        return figure(commodity, period, partner, new Figure(Status.REPORTED, BigDecimal.valueOf(value)));
    }

    Imports without(String commodity, String period, String partner, Status status) {
        return figure(commodity, period, partner, new Figure(status, null));
    }

    private Imports figure(String commodity, String period, String partner, Figure figure) {
        boolean monthly = period.length() > 4;
        figures.add(new ImportFigure(
                new ImportSeries(source, monthly ? "M" : "A", "KOR", partner, classification, commodity),
                monthly ? YearMonth.parse(period).atDay(1) : LocalDate.of(Integer.parseInt(period), 1, 1),
                "USD",
                figure,
                VINTAGE));
        return this;
    }

    List<ImportFigure> figures() {
        return List.copyOf(figures);
    }

    ImportReading read(HsCode... codes) {
        return read(null, codes);
    }

    ImportReading read(@Nullable Window window, HsCode... codes) {
        return ImportReading.of(
                figures, List.of(codes), window, null, Map.of("COMTRADE", false, "CUSTOMS", false, "MADE_UP", true));
    }

    static HsCode code(String digits) {
        return new HsCode(digits, null, null);
    }

    static HsCode code(String digits, String weight) {
        return new HsCode(digits, null, new BigDecimal(weight));
    }
}
