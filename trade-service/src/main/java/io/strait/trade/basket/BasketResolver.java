package io.strait.trade.basket;

import io.strait.trade.problem.ProblemException;
import io.strait.trade.problem.ProblemType;
import io.strait.trade.problem.Violation;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Makes a flat list of codes of a basket and of the baskets in it, none of which counts a figure twice: of a code and
 * one beneath it the more specific one takes its figures away from the other; the same code twice is one where both say
 * the same, and refused otherwise.
 */
final class BasketResolver {
    static final int MAX_CODES = 5_000;

    private final Map<String, BasketDefinition> definitions;
    /** A basket may be reached by many ways, and is looked into once. */
    private final Map<String, List<BasketCode>> expanded = new HashMap<>();

    /** @param definitions of the basket and of all that are in it, directly or not */
    BasketResolver(Map<String, BasketDefinition> definitions) {
        this.definitions = Map.copyOf(definitions);
    }

    /**
     * Every code with its exclusions, whenever and for whomever it holds. Codes and those beneath them stand side by
     * side: {@link #at} takes them apart. Used once: not thread-safe.
     *
     * @throws ProblemException UNPROCESSABLE when a basket is in itself, is not there, or two say different things of
     *     one code
     */
    List<BasketCode> resolve(String id) {
        List<BasketCode> codes = expand(id, new ArrayDeque<>());
        Map<String, List<BasketCode>> byCode = new TreeMap<>();
        for (BasketCode code : codes) {
            List<BasketCode> same =
                    byCode.computeIfAbsent(code.classification() + " " + code.code(), key -> new ArrayList<>());
            same.stream()
                    .filter(other -> other.meets(code) && !other.says(code))
                    .findFirst()
                    .ifPresent(other -> {
                        throw unprocessable(
                                "items",
                                code.toString(),
                                "contradicts " + other,
                                "one share for a code at a time; give them days or reporters that do not overlap");
                    });
            if (!same.contains(code)) {
                same.add(code);
            }
        }
        return byCode.values().stream().flatMap(List::stream).toList();
    }

    private List<BasketCode> expand(String id, Deque<String> within) {
        List<BasketCode> known = expanded.get(id);
        if (known != null) {
            return known;
        }
        if (within.contains(id)) {
            within.addLast(id);
            throw unprocessable(
                    "baskets",
                    id,
                    "is in itself: " + String.join(" > ", within),
                    "baskets that do not hold one another");
        }
        BasketDefinition definition = definitions.get(id);
        if (definition == null) {
            throw unprocessable("baskets", id, "no such basket", "a basket of GET /trade/v1/baskets");
        }
        within.addLast(id);
        List<BasketCode> codes = new ArrayList<>();
        definition.items().forEach(item -> codes.add(BasketCode.of(id, item)));
        for (BasketDefinition.Nested nested : definition.baskets()) {
            codes.addAll(expand(nested.id(), within));
            if (codes.size() > MAX_CODES) {
                throw unprocessable(
                        "baskets",
                        id,
                        "holds too many codes",
                        "at most " + MAX_CODES + ", those of its baskets included");
            }
        }
        within.removeLast();
        List<BasketCode> left = new ArrayList<>();
        for (BasketCode code : codes) {
            BasketCode rest = without(code, definition.exclusions());
            if (rest != null) {
                left.add(rest);
            }
        }
        expanded.put(id, left);
        return left;
    }

    /** The code without what is excluded beneath it; null when all of it is. */
    private static @Nullable BasketCode without(BasketCode code, List<BasketDefinition.Exclusion> exclusions) {
        BasketCode left = code;
        for (BasketDefinition.Exclusion exclusion : exclusions) {
            if (!exclusion.classification().equals(code.classification())) {
                continue;
            }
            if (code.code().startsWith(exclusion.code())) {
                return null;
            }
            if (exclusion.code().startsWith(code.code())) {
                left = left.without(exclusion.code());
            }
        }
        return left;
    }

    /**
     * What holds for one reporter in one period; no figure is of two of these. A code that holds in some part of the
     * period counts for all of it; where its share changes within, the later one does.
     *
     * @param codes of {@link #resolve}
     * @param reporter null to leave out the lines of single reporters
     */
    static List<BasketCode> at(List<BasketCode> codes, @Nullable Integer reporter, LocalDate first, LocalDate last) {
        Map<String, BasketCode> chosen = new HashMap<>();
        codes.stream()
                .filter(code -> code.isValid(first, last))
                .filter(code -> reporter == null ? code.reporters().isEmpty() : code.isOf(reporter))
                .sorted(Comparator.comparing(BasketResolver::from))
                .forEach(code -> chosen.put(code.classification() + " " + code.code(), code));
        // Shorter codes first, so that what a code is beneath has its place already.
        List<String> order = chosen.keySet().stream()
                .sorted(Comparator.comparingInt(String::length).thenComparing(Comparator.naturalOrder()))
                .toList();
        Map<String, BasketCode> kept = new TreeMap<>();
        for (String key : order) {
            BasketCode code = chosen.get(key);
            if (code == null) {
                continue;
            }
            String above = above(kept, code);
            BasketCode parent = above == null ? null : kept.get(above);
            if (above != null && parent != null) {
                boolean excluded = parent.except().stream().anyMatch(code.code()::startsWith);
                if (!excluded) {
                    if (parent.sameShare(code) && code.except().isEmpty()) {
                        continue;
                    }
                    kept.put(above, parent.without(code.code()));
                }
            }
            kept.put(key, code);
        }
        return List.copyOf(kept.values());
    }

    private static LocalDate from(BasketCode code) {
        LocalDate from = code.validFrom();
        return from == null ? LocalDate.MIN : from;
    }

    /** The key of the nearest code above this one. */
    private static @Nullable String above(Map<String, BasketCode> kept, BasketCode code) {
        for (int length = code.code().length() - 1; length > 0; length--) {
            String key = code.classification() + " " + code.code().substring(0, length);
            if (kept.containsKey(key)) {
                return key;
            }
        }
        return null;
    }

    private static ProblemException unprocessable(String field, String value, String message, String expected) {
        Violation violation = new Violation(field, value, message, expected);
        return new ProblemException(ProblemType.UNPROCESSABLE, violation.toString(), List.of(violation));
    }
}
