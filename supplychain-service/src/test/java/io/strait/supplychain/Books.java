package io.strait.supplychain;

import io.strait.supplychain.catalogue.ImportedFact;
import io.strait.supplychain.catalogue.imports.NdjsonReader;
import io.strait.supplychain.catalogue.imports.Read;
import io.strait.supplychain.catalogue.model.Confidence;
import io.strait.supplychain.catalogue.model.Essentiality;
import io.strait.supplychain.catalogue.model.Evidence;
import io.strait.supplychain.catalogue.model.Fact;
import io.strait.supplychain.catalogue.model.FactBook;
import io.strait.supplychain.catalogue.model.Node;
import io.strait.supplychain.catalogue.model.NodeKind;
import io.strait.supplychain.catalogue.model.Requirement;
import io.strait.supplychain.catalogue.model.Share;
import io.strait.supplychain.catalogue.model.Substitute;
import io.strait.supplychain.catalogue.model.Supply;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Short ways to write down facts. */
public final class Books {
    private static final Evidence DEMO = new Evidence("DEMO", null, Confidence.LOW);

    private final List<Fact> facts = new ArrayList<>();

    /** The sample data that ships with the service. */
    public static FactBook sample() {
        // From the module's folder, where Maven runs tests, or from the root
        Path file = Path.of("sample/korea-japan.ndjson");
        if (!Files.exists(file)) {
            file = Path.of("supplychain-service").resolve(file);
        }
        try {
            Read read = NdjsonReader.read(file.toString(), Files.readAllBytes(file), 100_000);
            return FactBook.of(1, read.facts().stream().map(ImportedFact::fact).toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Books node(NodeKind kind, @Nullable String area, String... ids) {
        for (String id : ids) {
            facts.add(new Node(
                    id, kind, id, new TreeMap<>(), List.of(), null, null, area, false, List.of(), List.of(), DEMO));
        }
        return this;
    }

    public Books area(String id, String code) {
        return node(NodeKind.AREA, code, id);
    }

    public Books makers(String area, String... ids) {
        return node(NodeKind.ORGANISATION, area, ids);
    }

    public Books site(String area, String id) {
        return node(NodeKind.SITE, area, id);
    }

    public Books goods(String... ids) {
        return node(NodeKind.MATERIAL, null, ids);
    }

    public Books product(String id) {
        return node(NodeKind.PRODUCT, null, id);
    }

    public Books need(
            String node, String input, Essentiality essentiality, @Nullable Double days, Substitute... others) {
        facts.add(new Requirement(
                Requirement.idOf(node, input),
                node,
                input,
                essentiality,
                null,
                null,
                days == null ? null : BigDecimal.valueOf(days),
                List.of(others),
                DEMO));
        return this;
    }

    /** Needs it with nothing known of stock. */
    public Books need(String node, String input) {
        return need(node, input, Essentiality.CRITICAL, null);
    }

    /** With an unknown share of the market. */
    public Books supply(String supplier, String input) {
        return supply(supplier, input, null, Share.UNKNOWN);
    }

    public Books supply(String supplier, String input, double low, double high) {
        return supply(supplier, input, null, share(low, high));
    }

    public Books supply(String supplier, String input, @Nullable String recipient, Share share) {
        facts.add(new Supply(
                Supply.idOf(supplier, input, recipient),
                supplier,
                input,
                recipient,
                share,
                null,
                null,
                null,
                null,
                DEMO));
        return this;
    }

    public static Share share(double low, double high) {
        return new Share.Known(BigDecimal.valueOf(low), BigDecimal.valueOf(high));
    }

    public FactBook book() {
        return FactBook.of(1, facts);
    }
}
