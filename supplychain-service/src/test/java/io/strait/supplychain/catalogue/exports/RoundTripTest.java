package io.strait.supplychain.catalogue.exports;

import static org.assertj.core.api.Assertions.assertThat;

import io.strait.supplychain.catalogue.ImportedFact;
import io.strait.supplychain.catalogue.imports.FactCsvReader;
import io.strait.supplychain.catalogue.imports.NdjsonReader;
import io.strait.supplychain.catalogue.imports.Read;
import io.strait.supplychain.catalogue.model.ArbitraryFacts;
import io.strait.supplychain.catalogue.model.Fact;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What is exported as NDJSON or CSV and imported again is the same catalogue. */
class RoundTripTest {
    private static final int MAX = 1000;

    @Property(tries = 150, seed = "20190704")
    void ndjsonLosesNothing(@ForAll("catalogues") List<Fact> facts) {
        Read read = NdjsonReader.read("facts.ndjson", Documents.write(ExportFormat.NDJSON, facts), MAX);
        assertThat(read.violations()).isEmpty();
        assertThat(read.facts().stream().map(ImportedFact::fact)).containsExactlyElementsOf(facts);
    }

    @Property(tries = 150, seed = "20190704")
    void csvLosesNothing(@ForAll("catalogues") List<Fact> facts) {
        byte[] file = Documents.write(ExportFormat.CSV, facts);
        Read read = FactCsvReader.read("facts.csv", file, MAX);
        assertThat(FactCsvReader.recognises(file)).isTrue();
        assertThat(read.violations()).isEmpty();
        assertThat(read.facts().stream().map(ImportedFact::fact)).containsExactlyElementsOf(facts);
    }

    @Provide
    static Arbitrary<List<Fact>> catalogues() {
        return Combinators.combine(
                        ArbitraryFacts.nodes().list().uniqueElements(Fact::id).ofMaxSize(6),
                        ArbitraryFacts.requirements()
                                .list()
                                .uniqueElements(Fact::id)
                                .ofMaxSize(4),
                        ArbitraryFacts.supplies()
                                .list()
                                .uniqueElements(Fact::id)
                                .ofMaxSize(4))
                .as((nodes, requirements, supplies) -> {
                    List<Fact> facts = new ArrayList<>(nodes);
                    facts.addAll(requirements);
                    facts.addAll(supplies);
                    return facts;
                });
    }
}
