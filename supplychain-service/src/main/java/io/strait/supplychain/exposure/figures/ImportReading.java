package io.strait.supplychain.exposure.figures;

import io.strait.supplychain.exposure.figures.ObservedImports.Basis;
import io.strait.supplychain.exposure.figures.ObservedImports.Coded;
import io.strait.supplychain.exposure.figures.ObservedImports.Warning;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Reads figures of one reporter as imports of one input. Sources are never mixed, because they say the same again; nor
 * are months and years of one source. Within a source, a code's figures are of one edition of the nomenclature a period
 * (the node's own where it names one, else the newest), and of one level (the code's own, else the next narrower one that
 * has origins).
 *
 * <p>Which source speaks, where none is asked for: one that says something about shares before one that does not, a real
 * one before one that only demonstrates, then the newest, then the one with the most origins. The others are listed.
 *
 * @param chosen null where nothing is held
 * @param others in the same order
 */
public record ImportReading(@Nullable ObservedImports chosen, List<ObservedImports> others) {
    public ImportReading {
        others = List.copyOf(others);
    }

    /**
     * @param asked null is the last twelve months, or the last year, of each source
     * @param source null is any
     * @param demonstrations sources that are known, and whether they only demonstrate
     */
    public static ImportReading of(
            Collection<ImportFigure> figures,
            List<HsCode> codes,
            @Nullable Window asked,
            @Nullable String source,
            Map<String, Boolean> demonstrations) {
        List<HsCode> disjoint = HsCode.disjoint(codes);
        Map<List<String>, List<ImportFigure>> bySource = new LinkedHashMap<>();
        for (ImportFigure figure : figures) {
            ImportSeries series = figure.series();
            if ((source == null || source.equals(series.source()))
                    && disjoint.stream().anyMatch(code -> code.covers(series.commodity()))) {
                bySource.computeIfAbsent(
                                List.of(series.source(), series.frequency(), figure.currency()),
                                none -> new ArrayList<>())
                        .add(figure);
            }
        }
        List<ObservedImports> read = new ArrayList<>();
        bySource.values()
                .forEach(group -> read(group, disjoint, asked, demonstrations).ifPresent(read::add));
        read.sort(ORDER);
        return read.isEmpty()
                ? new ImportReading(null, List.of())
                : new ImportReading(read.get(0), read.subList(1, read.size()));
    }

    private static final Comparator<ObservedImports> ORDER = Comparator.comparing(
                    (ObservedImports imports) -> !imports.hasShares())
            .thenComparing(imports -> doubt(imports.basis().demonstration()))
            .thenComparing(imports -> imports.basis().window().to(), Comparator.reverseOrder())
            .thenComparing(imports -> imports.origins().size(), Comparator.reverseOrder())
            .thenComparing(imports -> imports.basis().source())
            .thenComparing(imports -> imports.basis().frequency())
            .thenComparing(imports -> imports.basis().currency());

    private static int doubt(@Nullable Boolean demonstration) {
        return demonstration == null ? 1 : demonstration ? 2 : 0;
    }

    private static Optional<ObservedImports> read(
            List<ImportFigure> group, List<HsCode> codes, @Nullable Window asked, Map<String, Boolean> demonstrations) {
        ImportSeries any = group.get(0).series();
        boolean monthly = any.isMonthly();
        Optional<LocalDate> newest = group.stream()
                .filter(figure -> figure.figure().status().hasValue())
                .map(ImportFigure::start)
                .max(Comparator.naturalOrder());
        if (newest.isEmpty()) {
            return Optional.empty();
        }
        Window window = asked != null ? asked : Window.upTo(newest.get(), monthly);
        List<ImportFigure> within = group.stream()
                .filter(figure -> window.holds(figure.start(), monthly))
                .toList();
        Set<String> classifications = new TreeSet<>();
        Set<LocalDate> periods = new TreeSet<>();
        List<Warning> warnings = new ArrayList<>();
        List<Coded> coded = new ArrayList<>();
        for (HsCode code : codes) {
            Cell sum = new Cell();
            periods(within, code).forEach((start, ofPeriod) -> {
                String edition = edition(code, ofPeriod.keySet());
                Optional<Cell> cell = oneLevel(ofPeriod.getOrDefault(edition, List.of()));
                cell.ifPresent(found -> {
                    classifications.add(edition);
                    periods.add(start);
                    sum.add(found);
                });
                if (cell.isPresent()
                        && code.edition() != null
                        && !code.edition().equals(edition)) {
                    warn(
                            warnings,
                            "other-edition",
                            "Code " + code.digits() + " is of " + code.edition() + ", the figures of " + start
                                    + " are of " + edition + ", where it may mean something else.");
                }
            });
            if (sum.isExceeded()) {
                warn(
                        warnings,
                        "world-exceeded",
                        "Of code " + code.digits() + " the origins add up to more than World; their sum is taken.");
            }
            coded.add(new Coded(code, sum));
        }
        if (periods.isEmpty()) {
            return Optional.empty();
        }
        coded.removeIf(one -> one.cell().total().signum() == 0 && !one.cell().hasOrigins());
        if (coded.stream().anyMatch(one -> one.cell().origins().containsKey(Cell.TAIWAN))) {
            warn(
                    warnings,
                    "other-asia",
                    "UN Comtrade has Taiwan within 490 (Other Asia, nes), which may hold a little of other areas too.");
        }
        Set<String> unnamed = new TreeSet<>();
        coded.forEach(one -> unnamed.addAll(one.cell().unnamed()));
        Map<String, Instant> vintages = new HashMap<>();
        Instant newestVintage = vintages(within, vintages);
        Basis basis = new Basis(
                any.source(),
                demonstrations.getOrDefault(any.source(), any.source().equals("DEMO") ? Boolean.TRUE : null),
                any.frequency(),
                group.get(0).currency(),
                window,
                periods.size(),
                window.periods(monthly),
                List.copyOf(classifications),
                List.copyOf(unnamed),
                List.copyOf(warnings),
                newestVintage);
        return Optional.of(ObservedImports.of(coded, basis, vintages));
    }

    private static void warn(List<Warning> warnings, String code, String message) {
        if (warnings.stream().noneMatch(warning -> warning.code().equals(code))) {
            warnings.add(new Warning(code, message));
        }
    }

    /** By period, then by edition. */
    private static SortedMap<LocalDate, SortedMap<String, List<ImportFigure>>> periods(
            List<ImportFigure> figures, HsCode code) {
        SortedMap<LocalDate, SortedMap<String, List<ImportFigure>>> periods = new TreeMap<>();
        for (ImportFigure figure : figures) {
            if (code.covers(figure.series().commodity())) {
                periods.computeIfAbsent(figure.start(), none -> new TreeMap<>())
                        .computeIfAbsent(figure.series().classification(), none -> new ArrayList<>())
                        .add(figure);
            }
        }
        return periods;
    }

    private static String edition(HsCode code, Set<String> held) {
        String own = code.edition();
        return own != null && held.contains(own) ? own : new TreeSet<>(held).last();
    }

    /** The commodities of one level, added up: the widest that has origins, else the widest that has a total. */
    private static Optional<Cell> oneLevel(List<ImportFigure> figures) {
        SortedMap<Integer, Map<String, Cell>> levels = new TreeMap<>();
        for (ImportFigure figure : figures) {
            String commodity = figure.series().commodity();
            levels.computeIfAbsent(commodity.length(), none -> new TreeMap<>())
                    .computeIfAbsent(commodity, none -> new Cell())
                    .put(figure);
        }
        Optional<Map<String, Cell>> level = levels.values().stream()
                .filter(cells -> cells.values().stream().anyMatch(Cell::hasOrigins))
                .findFirst();
        if (level.isEmpty()) {
            level = levels.values().stream()
                    .filter(cells -> cells.values().stream().anyMatch(Cell::hasValue))
                    .findFirst();
        }
        return level.map(cells -> {
            Cell sum = new Cell();
            cells.values().stream()
                    .filter(cell -> cell.hasValue() || !cell.silent().isEmpty())
                    .forEach(cell -> sum.add(cell.close()));
            return sum;
        });
    }

    /** The newest vintage of each area's figures goes into {@code byArea}; answers the newest of all. */
    private static @Nullable Instant vintages(List<ImportFigure> figures, Map<String, Instant> byArea) {
        Instant newest = null;
        for (ImportFigure figure : figures) {
            Instant vintage = figure.vintage();
            String area = Cell.area(figure.series().partner());
            if (vintage != null) {
                newest = newest == null || vintage.isAfter(newest) ? vintage : newest;
                if (area != null) {
                    byArea.merge(area, vintage, (one, other) -> one.isAfter(other) ? one : other);
                }
            }
        }
        return newest;
    }
}
