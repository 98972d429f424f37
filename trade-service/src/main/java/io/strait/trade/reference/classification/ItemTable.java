package io.strait.trade.reference.classification;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.strait.trade.problem.ProblemException;
import io.strait.trade.problem.ProblemType;
import io.strait.trade.reference.CsvTable;
import io.strait.trade.reference.RowFaults;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads items from CSV (code, description, parent, level; also hscode, as the data set harmonized-system has it) or from
 * UN Comtrade's reference JSON ({@code {"results": [{"id", "text", "parent"}]}}), told apart by the first character.
 */
final class ItemTable {
    static final String TOTAL = "TOTAL";

    private static final List<String> ORDER = List.of("code", "description", "parent", "level");
    private static final Map<String, String> COLUMNS = Map.of(
            "code", "code",
            "hscode", "code",
            "id", "code",
            "description", "description",
            "text", "description",
            "parent", "parent",
            "level", "level");
    private static final Pattern CODE = Pattern.compile("TOTAL|[0-9A-Z]{1,12}");
    /** Levels of UN Comtrade's, no goods. */
    private static final Pattern PSEUDO = Pattern.compile("ALL|AG[0-9]");

    private static final Pattern LEVEL = Pattern.compile("[0-9]{1,2}");
    private static final int MAX_LEVEL = 12;
    private static final int MAX_DESCRIPTION = 3_000;
    /** A national line is beneath a code of this many digits, which its base has. */
    private static final int INTERNATIONAL_DIGITS = 6;

    private final RowFaults faults = new RowFaults();
    private final Map<String, Item> items = new LinkedHashMap<>();

    private ItemTable() {}

    /**
     * By code, in the order of the table.
     *
     * @param held codes that are there already and stay, which may be parents too
     * @param hasBase whether codes of 6 digits are another classification's
     * @throws ProblemException MALFORMED_BODY, or UNPROCESSABLE that names the faults
     */
    static Map<String, Item> read(String text, Set<String> held, boolean hasBase, ObjectMapper json) {
        ItemTable table = new ItemTable();
        if (text.stripLeading().startsWith("{")) {
            table.json(text, json);
        } else {
            table.csv(text);
        }
        table.checkParents(held, hasBase);
        table.faults.check();
        if (table.items.isEmpty()) {
            throw new ProblemException(ProblemType.UNPROCESSABLE, "There is no item in it");
        }
        return table.items;
    }

    private void csv(String text) {
        for (CsvTable.Row row : CsvTable.read(text, COLUMNS, ORDER, List.of("code", "description"))
                .rows()) {
            List<String> cells = row.cells();
            add("line " + row.line(), cells.get(0), cells.get(1), cells.get(2), cells.get(3));
        }
    }

    private void json(String text, ObjectMapper json) {
        JsonNode results;
        try {
            results = json.readTree(text).path("results");
        } catch (JsonProcessingException e) {
            throw new ProblemException(ProblemType.MALFORMED_BODY, "The body is not JSON", List.of(), e);
        }
        if (!results.isArray()) {
            throw new ProblemException(
                    ProblemType.MALFORMED_BODY,
                    "The body has no results (expected: {\"results\": [{\"id\", \"text\"}]})");
        }
        int number = 0;
        for (JsonNode result : results) {
            number++;
            String code = result.path("id").asText("");
            add(
                    "results[" + (number - 1) + "]",
                    code,
                    // UN Comtrade says the code again before the text.
                    result.path("text").asText("").replaceFirst("^" + Pattern.quote(code) + " - ", ""),
                    result.path("parent").asText(""),
                    result.path("aggrlevel").asText(result.path("aggrLevel").asText("")));
        }
    }

    private void add(String where, String code, String description, String parent, String level) {
        if (PSEUDO.matcher(code).matches()) {
            return;
        }
        String text = description.strip();
        if (!CODE.matcher(code).matches()) {
            faults.add(where + ", code", code, "is no code", "1 to 12 digits or capital letters, or TOTAL");
            return;
        }
        if (text.isEmpty() || text.length() > MAX_DESCRIPTION || text.chars().anyMatch(ItemTable::isControl)) {
            faults.add(
                    where + ", description",
                    text,
                    "is no description",
                    "1 to " + MAX_DESCRIPTION + " characters, none a control character");
            return;
        }
        if (items.containsKey(code)) {
            faults.add(where + ", code", code, "is in twice", "each code once");
            return;
        }
        items.put(code, new Item(code, text, parent(code, parent), level(where, code, level)));
    }

    private static boolean isControl(int c) {
        return Character.isISOControl(c);
    }

    private static @Nullable String parent(String code, String given) {
        String parent = given.strip().toUpperCase(Locale.ROOT);
        return parent.isEmpty() || parent.equals("#") || parent.equals(code) ? null : parent;
    }

    private int level(String where, String code, String given) {
        int digits = code.equals(TOTAL) ? 0 : code.length();
        if (given.isEmpty() || code.equals(TOTAL)) {
            return digits;
        }
        if (!LEVEL.matcher(given).matches() || Integer.parseInt(given) > MAX_LEVEL) {
            faults.add(where + ", level", given, "is no level", "0 to " + MAX_LEVEL);
            return digits;
        }
        return Integer.parseInt(given);
    }

    private void checkParents(Set<String> held, boolean hasBase) {
        for (Item item : items.values()) {
            String parent = item.parent();
            if (parent == null || parent.equals(TOTAL)) {
                continue;
            }
            Item listed = items.get(parent);
            boolean above = (listed == null ? parent.length() : listed.level()) < item.level();
            boolean known = listed != null
                    || held.contains(parent)
                    || (hasBase
                            && parent.length() == INTERNATIONAL_DIGITS
                            && item.code().startsWith(parent));
            if (!known || !above) {
                faults.add(
                        "code " + item.code() + ", parent",
                        parent,
                        known ? "is not above it" : "is no item",
                        "a code of a higher level that is in the table too");
            }
        }
    }
}
