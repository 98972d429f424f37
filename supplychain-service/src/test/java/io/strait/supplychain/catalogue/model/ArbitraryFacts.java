package io.strait.supplychain.catalogue.model;

import java.math.BigDecimal;
import java.util.List;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import org.jspecify.annotations.Nullable;

/** Facts of every shape that the catalogue takes, each for itself: the nodes that links name need not be there. */
public final class ArbitraryFacts {
    private ArbitraryFacts() {}

    public static Arbitrary<Node> nodes() {
        Arbitrary<TreeMap<String, String>> names = Arbitraries.maps(Arbitraries.of("ko", "ja", "zh-Hant"), text(20))
                .ofMaxSize(3)
                .map(TreeMap::new);
        Arbitrary<List<ExternalId>> externalIds = Combinators.combine(
                        text(30), text(100), number(1).injectNull(0.3))
                .as(ExternalId::new)
                .list()
                .ofMaxSize(3);
        return Combinators.combine(
                        Combinators.combine(nodeId(), Arbitraries.of(NodeKind.class), text(300))
                                .as(Head::new),
                        names,
                        text(300).list().uniqueElements().ofMaxSize(3),
                        Combinators.combine(
                                        text(1000).injectNull(0.3), text(100).injectNull(0.3), area().injectNull(0.3))
                                .as(Detail::new),
                        Arbitraries.of(true, false),
                        nodeId().list().uniqueElements().ofMaxSize(3),
                        externalIds,
                        evidence())
                .as((head, translated, aliases, detail, collective, types, ids, evidence) -> new Node(
                        head.id(),
                        head.kind(),
                        head.name(),
                        translated,
                        aliases,
                        detail.description(),
                        detail.grade(),
                        detail.area(),
                        collective,
                        types,
                        ids,
                        evidence));
    }

    public static Arbitrary<Requirement> requirements() {
        Arbitrary<List<Substitute>> substitutes = Combinators.combine(
                        nodeId(), number(36_500).injectNull(0.3))
                .as(Substitute::new)
                .list()
                .uniqueElements(Substitute::node)
                .ofMaxSize(3);
        return Combinators.combine(
                        nodeId(),
                        nodeId(),
                        Arbitraries.of(Essentiality.class),
                        Combinators.combine(number(1_000_000), text(50).injectNull(0.3))
                                .as(Amount::new)
                                .injectNull(0.3),
                        number(36_500).injectNull(0.3),
                        substitutes,
                        evidence())
                .as((node, input, essentiality, amount, stock, others, evidence) -> new Requirement(
                        Requirement.idOf(node, input),
                        node,
                        input,
                        essentiality,
                        amount == null ? null : amount.value(),
                        amount == null ? null : amount.unit(),
                        stock,
                        others,
                        evidence));
    }

    public static Arbitrary<Supply> supplies() {
        Arbitrary<Share> shares = Arbitraries.oneOf(
                Arbitraries.of(Share.UNKNOWN, Share.NEGLIGIBLE),
                Combinators.combine(number(100), number(100))
                        .as((one, other) -> new Share.Known(one.min(other), one.max(other))));
        return Combinators.combine(
                        nodeId(),
                        nodeId(),
                        nodeId().injectNull(0.5),
                        shares,
                        Combinators.combine(number(1_000_000), text(50))
                                .as(Amount::new)
                                .injectNull(0.3),
                        number(36_500).injectNull(0.3),
                        area().injectNull(0.3),
                        evidence())
                .as((supplier, input, recipient, share, capacity, lead, origin, evidence) -> new Supply(
                        Supply.idOf(supplier, input, recipient),
                        supplier,
                        input,
                        recipient,
                        share,
                        capacity == null ? null : capacity.value(),
                        capacity == null ? null : capacity.unit(),
                        lead,
                        origin,
                        evidence));
    }

    private record Head(String id, NodeKind kind, String name) {}

    private record Detail(
            @Nullable String description,
            @Nullable String grade,
            @Nullable String area) {}

    private record Amount(BigDecimal value, @Nullable String unit) {}

    private static Arbitrary<String> nodeId() {
        return Arbitraries.strings()
                .withCharRange('a', 'z')
                .numeric()
                .ofMinLength(1)
                .ofMaxLength(8)
                .list()
                .ofMinSize(1)
                .ofMaxSize(4)
                .map(groups -> String.join("-", groups));
    }

    /** Any text of the Unicode standard but controls: spaces at the ends, quotes and astral characters too. */
    private static Arbitrary<String> text(int max) {
        return Arbitraries.strings()
                .withCharRange(' ', '~')
                .withChars("\n\t\r\"\\é한国\u2028\uFEFF\uFFFE")
                .ofMinLength(1)
                .ofMaxLength(max - 2)
                .map(text -> text + "\uD83D\uDE80")
                .filter(text -> !text.isBlank());
    }

    private static Arbitrary<BigDecimal> number(long max) {
        return Arbitraries.bigDecimals()
                .between(BigDecimal.ZERO, BigDecimal.valueOf(max))
                .ofScale(12);
    }

    private static Arbitrary<String> area() {
        return Arbitraries.of("JPN", "KOR", "NLD", "TWN");
    }

    private static Arbitrary<Evidence> evidence() {
        return Combinators.combine(
                        text(1000),
                        Arbitraries.integers().between(1800, 2200).injectNull(0.3),
                        Arbitraries.of(Confidence.class))
                .as(Evidence::new);
    }
}
