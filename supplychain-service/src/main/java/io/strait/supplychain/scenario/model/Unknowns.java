package io.strait.supplychain.scenario.model;

import io.strait.supplychain.risk.Interval;
import io.strait.supplychain.risk.Sensitivity;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a plan does not know, numbered: a value of each makes the plan whole. Filled while the plan is made, in the order
 * in which it comes upon them, and only read afterwards.
 */
final class Unknowns {
    /**
     * @param key tells it from all others
     * @param what a sentence for people
     * @param fact the fact that leaves it open, or the node whose facts do
     * @param shown the range as people know it, where {@code low} to {@code high} is a weight
     */
    record Unknown(String key, String what, String fact, double low, double given, double high, Interval shown) {
        Unknown(String key, String what, String fact, double low, double given, double high) {
            this(key, what, fact, low, given, high, new Interval(low, high));
        }
    }

    private final Map<String, Integer> numbers = new LinkedHashMap<>();
    private final List<Unknown> all = new ArrayList<>();

    /** Its number; the same for the same key. */
    int add(Unknown unknown) {
        Integer known = numbers.putIfAbsent(unknown.key(), all.size());
        if (known != null) {
            return known;
        }
        all.add(unknown);
        return all.size() - 1;
    }

    List<Unknown> all() {
        return all;
    }

    double[] given() {
        return all.stream().mapToDouble(Unknown::given).toArray();
    }

    List<Sensitivity.Unknown> forSampling() {
        return all.stream()
                .map(unknown -> new Sensitivity.Unknown(unknown.key(), unknown.low(), unknown.given(), unknown.high()))
                .toList();
    }
}
