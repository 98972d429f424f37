package io.strait.supplychain.risk;

import io.strait.supplychain.catalogue.model.FactBook;
import io.strait.supplychain.catalogue.model.Requirement;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What somebody needs to make something, and what each input weighs in it.
 *
 * <p>Convention. Where all amounts are known, above 0 and in one unit, inputs weigh what they amount to; otherwise a unit
 * of each. On average an input weighs 1 either way, so that what a product weighs does not hang on the unit that
 * somebody chose. Immutable.
 *
 * @param all each input once, by the id of the requirement
 * @param amountsKnown whether inputs weigh what they amount to
 */
public record Needs(List<Requirement> all, boolean amountsKnown) {
    public Needs {
        all = List.copyOf(all);
    }

    /** What a node needs. */
    public static Needs of(FactBook book, String node) {
        return of(book.needsOf(node));
    }

    /** What a good needs and what its maker needs; where both speak of an input, the maker's own goes first. */
    public static Needs of(FactBook book, String good, @Nullable String maker) {
        if (maker == null || maker.equals(good)) {
            return of(book, good);
        }
        Map<String, Requirement> needs = new LinkedHashMap<>();
        // Its own product is not an input of itself, whatever the maker uses it for besides
        book.needsOf(maker).stream()
                .filter(need -> !need.input().equals(good))
                .forEach(need -> needs.put(need.input(), need));
        book.needsOf(good).forEach(need -> needs.putIfAbsent(need.input(), need));
        return of(List.copyOf(needs.values()));
    }

    private static Needs of(List<Requirement> needs) {
        boolean known = !needs.isEmpty()
                && needs.stream().allMatch(need -> isAbove0(need.amount()))
                && needs.stream()
                                .map(need -> Objects.toString(need.amountUnit(), ""))
                                .distinct()
                                .count()
                        == 1;
        return new Needs(needs, known);
    }

    private static boolean isAbove0(@Nullable BigDecimal amount) {
        return amount != null && amount.signum() > 0;
    }

    public boolean isEmpty() {
        return all.isEmpty();
    }

    /** By input, 1 on average. */
    public Map<String, Double> weights() {
        double sum = 0;
        for (Requirement need : all) {
            sum += amount(need);
        }
        Map<String, Double> weights = new LinkedHashMap<>();
        for (Requirement need : all) {
            weights.put(need.input(), amount(need) * all.size() / sum);
        }
        return weights;
    }

    private double amount(Requirement need) {
        BigDecimal amount = need.amount();
        return amountsKnown && amount != null ? amount.doubleValue() : 1;
    }
}
