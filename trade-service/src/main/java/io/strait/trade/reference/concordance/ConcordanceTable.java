package io.strait.trade.reference.concordance;

import io.strait.trade.problem.ProblemException;
import io.strait.trade.reference.CsvTable;
import io.strait.trade.reference.RowFaults;
import io.strait.trade.reference.concordance.Concordance.Target;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Reads a table of weights, and makes the weights of each code exactly one. */
final class ConcordanceTable {
    /** How far printed weights may be from one together: three thirds of three digits. */
    static final BigDecimal TOLERANCE = new BigDecimal("0.001");

    private static final List<String> ORDER =
            List.of("sourceClassification", "sourceCode", "targetClassification", "targetCode", "weight");
    private static final Map<String, String> COLUMNS = Map.of(
            "sourceclassification", "sourceClassification",
            "sourcecode", "sourceCode",
            "targetclassification", "targetClassification",
            "targetcode", "targetCode",
            "weight", "weight");
    private static final Pattern CODE = Pattern.compile("TOTAL|[0-9A-Z]{1,12}");
    private static final Pattern WEIGHT = Pattern.compile("(0?\\.[0-9]{1,20}|0|1(\\.0{1,20})?)");

    private ConcordanceTable() {}

    /** @throws ProblemException UNPROCESSABLE that names lines and codes at fault */
    static Concordance read(String text, String from, String to) {
        CsvTable table = CsvTable.read(text, COLUMNS, ORDER, List.of("sourceCode", "targetCode", "weight"));
        RowFaults faults = new RowFaults();
        SortedMap<String, List<Target>> targets = new TreeMap<>();
        for (CsvTable.Row row : table.rows()) {
            String where = "line " + row.line();
            classification(faults, where + ", sourceClassification", row.cells().get(0), from);
            classification(faults, where + ", targetClassification", row.cells().get(2), to);
            String source = row.cells().get(1);
            String target = row.cells().get(3);
            String weight = row.cells().get(4);
            if (!CODE.matcher(source).matches()) {
                faults.add(where + ", sourceCode", source, "is no code", "1 to 12 digits or capital letters");
            }
            if (!target.isEmpty() && !CODE.matcher(target).matches()) {
                faults.add(
                        where + ", targetCode",
                        target,
                        "is no code",
                        "1 to 12 digits or capital letters; nothing for the part that cannot be converted");
            }
            if (!WEIGHT.matcher(weight).matches()) {
                faults.add(where + ", weight", weight, "is no weight", "0 to 1 with a decimal point");
                continue;
            }
            String code = target.isEmpty() ? null : target;
            List<Target> list = targets.computeIfAbsent(source, key -> new ArrayList<>());
            if (list.stream().anyMatch(other -> Objects.equals(other.code(), code))) {
                faults.add(where, source + " to " + target, "is in twice", "each pair of codes once");
            }
            list.add(new Target(code, new BigDecimal(weight)));
        }
        if (table.rows().isEmpty()) {
            faults.add("body", "", "has no rows", "at least one");
        }
        faults.check();
        SortedMap<String, List<Target>> exact = new TreeMap<>();
        targets.forEach((code, list) -> exact.put(code, exact(faults, code, list)));
        faults.check();
        return new Concordance(exact);
    }

    private static void classification(RowFaults faults, String where, String given, String wanted) {
        if (!given.isEmpty() && !given.toUpperCase(Locale.ROOT).equals(wanted)) {
            faults.add(where, given, "is not the table's", wanted);
        }
    }

    /** The rest that rounding left goes to the largest weight, of equal ones to the first code. */
    private static List<Target> exact(RowFaults faults, String code, List<Target> list) {
        BigDecimal sum = list.stream().map(Target::weight).reduce(BigDecimal.ZERO, BigDecimal::add);
        BigDecimal rest = BigDecimal.ONE.subtract(sum);
        if (rest.abs().compareTo(TOLERANCE) > 0) {
            faults.add(
                    "sourceCode",
                    code,
                    "has weights that add up to " + sum.toPlainString(),
                    "1, by " + TOLERANCE + " at most; what cannot be converted is a row without a target code");
            return list;
        }
        List<Target> sorted = new ArrayList<>(list);
        sorted.sort(Comparator.comparing(Target::weight)
                .reversed()
                .thenComparing(target -> target.code() == null ? "~" : target.code()));
        Target largest = sorted.get(0);
        sorted.set(0, new Target(largest.code(), largest.weight().add(rest).stripTrailingZeros()));
        return sorted;
    }
}
