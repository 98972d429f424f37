package io.strait.trade.basket;

import io.strait.trade.problem.ExpectedException;
import io.strait.trade.problem.ProblemException;
import io.strait.trade.problem.Violation;
import io.strait.trade.reference.AreaList;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Makes a definition of what a client sends, or says everything that is wrong with it. Used once; not thread-safe. */
final class BasketChecks {
    static final Pattern ID = Pattern.compile("[A-Z][A-Z0-9_-]{1,31}");
    static final String ID_EXPECTED = "2 to 32 of A-Z, 0-9, _ and -, a letter first";
    static final Pattern CLASSIFICATION = Pattern.compile("H[0-9]|HS|S[1-4]|B[45]");
    static final String CLASSIFICATION_EXPECTED =
            "H0 to H9, HS (edition not known, national lines), S1 to S4, B4 or B5";

    private static final Pattern CODE = Pattern.compile("[0-9]{1,12}");
    private static final int MAX_ITEMS = 500;
    private static final int MAX_NESTED = 50;
    private static final int MAX_REPORTERS = 100;
    private static final int MAX_TEXT = 500;
    /** Digits of the codes that all countries have. */
    private static final int INTERNATIONAL_DIGITS = 6;

    private static final int MAX_SHARE_SCALE = 12;

    private final AreaList areas;
    private final List<Violation> violations = new ArrayList<>();

    BasketChecks(AreaList areas) {
        this.areas = areas;
    }

    /** @throws ProblemException INVALID_PARAMETER with every violation found */
    BasketDefinition check(String id, BasketBody body) {
        if (!ID.matcher(id).matches()) {
            add("id", id, "is no id of a basket", ID_EXPECTED);
        }
        String name = text("name", body.name());
        if (name == null) {
            add("name", body.name(), "is needed", "1 to " + MAX_TEXT + " characters");
        }
        List<BasketDefinition.Item> items = new ArrayList<>();
        List<BasketBody.Item> given = list("items", body.items(), MAX_ITEMS);
        for (int i = 0; i < given.size(); i++) {
            items.add(item("items[" + i + "].", given.get(i)));
        }
        List<BasketDefinition.Nested> nested = nested(list("baskets", body.baskets(), MAX_NESTED));
        List<BasketDefinition.Exclusion> exclusions = new ArrayList<>();
        List<BasketBody.Exclusion> excluded = list("exclusions", body.exclusions(), MAX_ITEMS);
        for (int i = 0; i < excluded.size(); i++) {
            exclusions.add(exclusion("exclusions[" + i + "].", excluded.get(i), items));
        }
        if (items.isEmpty() && nested.isEmpty() && violations.isEmpty()) {
            add("items", null, "has nothing in it", "at least one item or basket");
        }
        String description = text("description", body.description());
        if (!violations.isEmpty()) {
            throw ProblemException.invalid(violations);
        }
        return new BasketDefinition(String.valueOf(name), description, items, nested, exclusions);
    }

    private BasketDefinition.Item item(String at, BasketBody.Item item) {
        String classification = classification(at, item.classification());
        String code = code(at, item.code());
        BigDecimal share = share(at, item.share());
        String shareSource = text(at + "shareSource", item.shareSource());
        if (share != null && share.compareTo(BigDecimal.ONE) != 0 && shareSource == null) {
            add(at + "shareSource", null, "is needed", "who says which part it is; a share that nobody knows is null");
        }
        LocalDate from = date(at + "validFrom", item.validFrom());
        LocalDate to = date(at + "validTo", item.validTo());
        if (from != null && to != null && to.isBefore(from)) {
            add(at + "validTo", to.toString(), "is before validFrom", "a day from " + from + " on");
        }
        Set<Integer> reporters = new TreeSet<>();
        for (String area : list(at + "reporters", item.reporters(), MAX_REPORTERS)) {
            try {
                reporters.add(areas.parse(area).area().code());
            } catch (ExpectedException e) {
                add(at + "reporters", area, e.reason(), e.expected());
            }
        }
        if (code.length() > INTERNATIONAL_DIGITS && reporters.isEmpty()) {
            add(
                    at + "reporters",
                    null,
                    "is needed",
                    "whose national line it is: beyond 6 digits a code means something else in each country");
        }
        return new BasketDefinition.Item(
                classification,
                code,
                share,
                shareSource,
                from,
                to,
                List.copyOf(reporters),
                text(at + "note", item.note()));
    }

    private List<BasketDefinition.Nested> nested(List<BasketBody.Nested> given) {
        List<BasketDefinition.Nested> nested = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        for (int i = 0; i < given.size(); i++) {
            String at = "baskets[" + i + "].";
            String sent = given.get(i).id();
            String id = sent == null ? "" : sent;
            if (!ID.matcher(id).matches()) {
                add(at + "id", id, "is no id of a basket", ID_EXPECTED);
            } else if (!ids.add(id)) {
                add(at + "id", id, "is in twice", "each basket once");
            }
            nested.add(new BasketDefinition.Nested(
                    id, text(at + "note", given.get(i).note())));
        }
        return nested;
    }

    private BasketDefinition.Exclusion exclusion(
            String at, BasketBody.Exclusion given, List<BasketDefinition.Item> items) {
        String classification = classification(at, given.classification());
        String code = code(at, given.code());
        items.stream()
                .filter(item -> item.classification().equals(classification)
                        && !code.isEmpty()
                        && item.code().startsWith(code))
                .findFirst()
                .ifPresent(item -> add(
                        at + "code",
                        code,
                        "excludes " + item.classification() + " " + item.code() + ", which is an item",
                        "a code beneath an item"));
        return new BasketDefinition.Exclusion(classification, code, text(at + "note", given.note()));
    }

    private String classification(String at, @Nullable String given) {
        String text = given == null ? "" : given.toUpperCase(Locale.ROOT);
        if (!CLASSIFICATION.matcher(text).matches()) {
            add(at + "classification", given, "is no classification", CLASSIFICATION_EXPECTED);
        }
        return text;
    }

    private String code(String at, @Nullable String given) {
        if (given == null || !CODE.matcher(given).matches()) {
            add(at + "code", given, "is no commodity code", "1 to 12 digits; all beneath it belongs too");
            return "";
        }
        return given;
    }

    private @Nullable BigDecimal share(String at, @Nullable BigDecimal given) {
        if (given == null) {
            return null;
        }
        // The scale first: a number like 1E-999999999 is long to write out.
        if (given.scale() < 0
                || given.scale() > MAX_SHARE_SCALE
                || given.signum() < 0
                || given.compareTo(BigDecimal.ONE) > 0) {
            add(
                    at + "share",
                    given.toString(),
                    "is no share",
                    "0 to 1, at most " + MAX_SHARE_SCALE + " digits after the point; null when nobody knows");
            return null;
        }
        BigDecimal plain = given.stripTrailingZeros();
        return plain.scale() < 0 ? plain.setScale(0) : plain;
    }

    private @Nullable LocalDate date(String field, @Nullable String given) {
        if (given == null) {
            return null;
        }
        try {
            return LocalDate.parse(given);
        } catch (DateTimeException e) {
            add(field, given, "is no date", "a date: 2024-01-31");
            return null;
        }
    }

    private @Nullable String text(String field, @Nullable String given) {
        String text = given == null ? "" : given.strip();
        if (text.length() > MAX_TEXT || text.chars().anyMatch(Character::isISOControl)) {
            add(field, text, "is no text", "at most " + MAX_TEXT + " characters, none a control character");
        }
        return text.isEmpty() ? null : text;
    }

    private <T> List<T> list(String field, @Nullable List<@Nullable T> given, int max) {
        List<T> list = new ArrayList<>();
        if (given == null) {
            return list;
        }
        if (given.size() > max) {
            add(field, given.size() + " entries", "has too many entries", "at most " + max);
            return list;
        }
        for (int i = 0; i < given.size(); i++) {
            T entry = given.get(i);
            if (entry == null) {
                add(field + "[" + i + "]", null, "is null", "an entry");
            } else {
                list.add(entry);
            }
        }
        return list;
    }

    private void add(String field, @Nullable String value, String message, String expected) {
        violations.add(new Violation(field, value, message, expected));
    }
}
