package io.strait.supplychain.exposure.figures;

import io.strait.supplychain.catalogue.model.Essentiality;
import io.strait.supplychain.catalogue.model.FactBook;
import io.strait.supplychain.catalogue.model.Node;
import io.strait.supplychain.catalogue.model.Requirement;
import io.strait.supplychain.catalogue.model.Substitute;
import io.strait.supplychain.exposure.figures.DeclaredOrigins.Range;
import io.strait.supplychain.exposure.figures.ObservedImports.Origin;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What two areas need of each other, and the third ones that both hang on. */
public record Dependence(Side a, Side b, List<Third> thirdAreas) {
    private static final double ALL = 100;

    /**
     * Imports of an input, as the areas' own figures have them.
     */
    public interface Imports {
        /** Of one reporter and these codes; empty where nothing is held. */
        Optional<ObservedImports> of(String reporter, List<HsCode> codes);
    }

    /**
     * An input of an area, with where it comes from.
     *
     * @param soleSource whether one supplier alone can have it all, as far as the catalogue says
     * @param essentiality the greatest of its uses
     * @param stockDays the least of its uses; null where none is on record
     * @param sharedCodes codes that other inputs of the area carry too, so that their trade is not of this one alone
     */
    public record Input(
            Node node,
            int tier,
            Essentiality essentiality,
            @Nullable BigDecimal stockDays,
            List<String> neededBy,
            List<Replacement> substitutes,
            boolean soleSource,
            DeclaredOrigins declared,
            List<HsCode> codes,
            Set<String> sharedCodes,
            @Nullable ObservedImports observed) {
        /** The share of another area by the catalogue, in percent of the purchase. */
        public Range declaredOf(String area) {
            return declared.areas().getOrDefault(area, Range.NONE);
        }

        /** The share of another area in what is imported; empty where figures say nothing. */
        public Optional<Origin> observedOf(String area) {
            ObservedImports imports = observed;
            return imports == null
                    ? Optional.empty()
                    : Optional.ofNullable(imports.origins().get(area));
        }

        /** The share that one number must do for: the greater of what is declared and what is observed. */
        public double weightOf(String area) {
            double seen = observed == null || !observed.hasShares()
                    ? 0
                    : observedOf(area).map(Origin::share).orElse(0.0);
            return Math.max(declaredOf(area).given(), seen);
        }

        boolean comesFrom(String area) {
            return declaredOf(area).high() > 0
                    || observedOf(area)
                            .filter(origin -> origin.value().signum() > 0)
                            .isPresent();
        }
    }

    /** A substitute, and who could use it. */
    public record Replacement(String node, @Nullable BigDecimal qualificationDays, String requirement) {}

    /**
     * What one area needs of the other.
     *
     * @param needs how many inputs it has in all
     * @param inputs those of which the other has a share, the greatest shares first
     * @param values what its imports of them from the other are worth, by currency, each code once
     */
    public record Side(String area, String from, int needs, List<Input> inputs, SortedMap<String, BigDecimal> values) {
        public Side {
            inputs = List.copyOf(inputs);
        }

        /** How many inputs there are of each kind. */
        public SortedMap<String, Integer> stages() {
            SortedMap<String, Integer> stages = new TreeMap<>();
            inputs.forEach(input -> stages.merge(input.node().kind().code(), 1, Integer::sum));
            return stages;
        }
    }

    /** An area that both hang on: of these inputs it has at least the threshold. */
    public record Third(String area, List<Input> ofA, List<Input> ofB) {
        public Third {
            ofA = List.copyOf(ofA);
            ofB = List.copyOf(ofB);
        }

        /** Inputs that both take from it. */
        public List<String> common() {
            Set<String> other = new TreeSet<>();
            ofB.forEach(input -> other.add(input.node().id()));
            return ofA.stream()
                    .map(input -> input.node().id())
                    .filter(other::contains)
                    .sorted()
                    .toList();
        }
    }

    public Dependence {
        thirdAreas = List.copyOf(thirdAreas);
    }

    /** @param threshold percent: what an area must have of an input for others to hang on it */
    public static Dependence of(FactBook book, String a, String b, double threshold, Imports imports) {
        List<Input> ofA = inputs(book, a, imports);
        List<Input> ofB = inputs(book, b, imports);
        return new Dependence(side(a, b, ofA, imports), side(b, a, ofB, imports), thirds(a, b, ofA, ofB, threshold));
    }

    private static List<Input> inputs(FactBook book, String area, Imports imports) {
        Collection<Needs.Need> needs = Needs.of(book, area);
        Map<String, Integer> carriers = new TreeMap<>();
        needs.forEach(
                need -> HsCode.allOf(need.input()).forEach(code -> carriers.merge(code.digits(), 1, Integer::sum)));
        List<Input> inputs = new ArrayList<>();
        for (Needs.Need need : needs) {
            List<HsCode> codes = HsCode.allOf(need.input());
            Set<String> shared = new TreeSet<>();
            codes.stream()
                    .map(HsCode::digits)
                    .filter(digits -> carriers.getOrDefault(digits, 0) > 1)
                    .forEach(shared::add);
            DeclaredOrigins declared = DeclaredOrigins.of(book, need.input().id(), area);
            inputs.add(new Input(
                    need.input(),
                    need.tier(),
                    essentiality(need.requirements()),
                    stock(need.requirements()),
                    need.requirements().stream()
                            .map(Requirement::node)
                            .distinct()
                            .sorted()
                            .toList(),
                    substitutes(need.requirements()),
                    declared.sources().size() == 1 && declared.sources().get(0).supplier() != null,
                    declared,
                    codes,
                    shared,
                    codes.isEmpty() ? null : imports.of(area, codes).orElse(null)));
        }
        return inputs;
    }

    private static Essentiality essentiality(List<Requirement> requirements) {
        // UNKNOWN is the last of the enum, and says less than any other.
        return requirements.stream()
                .map(Requirement::essentiality)
                .min(Comparator.naturalOrder())
                .orElse(Essentiality.UNKNOWN);
    }

    private static @Nullable BigDecimal stock(List<Requirement> requirements) {
        return requirements.stream()
                .flatMap(requirement -> Optional.ofNullable(requirement.stockDays()).stream())
                .min(Comparator.naturalOrder())
                .orElse(null);
    }

    private static List<Replacement> substitutes(List<Requirement> requirements) {
        List<Replacement> found = new ArrayList<>();
        for (Requirement requirement : requirements) {
            for (Substitute substitute : requirement.substitutes()) {
                found.add(new Replacement(substitute.node(), substitute.qualificationDays(), requirement.id()));
            }
        }
        return found;
    }

    private static Side side(String area, String from, List<Input> all, Imports imports) {
        List<Input> inputs = all.stream()
                .filter(input -> input.comesFrom(from))
                .sorted(Comparator.comparingDouble((Input input) -> input.weightOf(from))
                        .reversed()
                        .thenComparing(Input::tier)
                        .thenComparing(input -> input.node().id()))
                .toList();
        return new Side(area, from, all.size(), inputs, values(area, from, inputs, imports));
    }

    /** The trade of a code that several inputs carry is added once: with their weights together, or all of it. */
    private static SortedMap<String, BigDecimal> values(String area, String from, List<Input> inputs, Imports imports) {
        Map<String, HsCode> codes = new TreeMap<>();
        for (Input input : inputs) {
            for (HsCode code : input.codes()) {
                codes.merge(code.digits(), code, Dependence::together);
            }
        }
        SortedMap<String, BigDecimal> values = new TreeMap<>();
        for (HsCode code : HsCode.disjoint(List.copyOf(codes.values()))) {
            imports.of(area, List.of(code)).ifPresent(imported -> Optional.ofNullable(
                            imported.origins().get(from))
                    .ifPresent(origin -> values.merge(imported.basis().currency(), origin.value(), BigDecimal::add)));
        }
        return values;
    }

    private static HsCode together(HsCode one, HsCode other) {
        BigDecimal weight = one.weight() == null || other.weight() == null
                ? null
                : one.weight().add(other.weight()).min(BigDecimal.ONE);
        return new HsCode(one.digits(), one.edition() == null ? other.edition() : one.edition(), weight);
    }

    private static List<Third> thirds(String a, String b, List<Input> ofA, List<Input> ofB, double threshold) {
        Set<String> areas = new TreeSet<>();
        ofA.forEach(input -> areas.addAll(origins(input)));
        areas.removeAll(Set.of(a, b));
        List<Third> thirds = new ArrayList<>();
        for (String area : areas) {
            Third third = new Third(area, hangingOn(area, ofA, threshold), hangingOn(area, ofB, threshold));
            if (!third.ofA().isEmpty() && !third.ofB().isEmpty()) {
                thirds.add(third);
            }
        }
        thirds.sort(Comparator.comparing((Third third) -> third.common().size())
                .thenComparing(third -> third.ofA().size() + third.ofB().size())
                .reversed()
                .thenComparing(Third::area));
        return thirds;
    }

    private static Set<String> origins(Input input) {
        Set<String> areas = new TreeSet<>(input.declared().areas().keySet());
        ObservedImports imports = input.observed();
        if (imports != null) {
            areas.addAll(imports.origins().keySet());
        }
        return areas;
    }

    private static List<Input> hangingOn(String area, List<Input> inputs, double threshold) {
        return inputs.stream()
                .filter(input -> input.weightOf(area) >= Math.min(ALL, threshold))
                .sorted(Comparator.comparingDouble((Input input) -> input.weightOf(area))
                        .reversed()
                        .thenComparing(input -> input.node().id()))
                .toList();
    }
}
