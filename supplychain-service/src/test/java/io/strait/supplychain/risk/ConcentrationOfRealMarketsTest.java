package io.strait.supplychain.risk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.strait.supplychain.catalogue.model.Share;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.DoublePredicate;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The ETO Advanced Semiconductor Supply Chain Dataset, which is not shipped: shares by area and by organisation, as
 * published; "Various ..." is collective.
 */
class ConcentrationOfRealMarketsTest {
    private static final Map<String, Concentration> BY_AREA = new TreeMap<>();
    private static final Map<String, Concentration> BY_ORGANISATION = new TreeMap<>();

    @BeforeAll
    static void readMarkets() throws IOException {
        Path folder = RealFiles.named("eto");
        Map<String, String> types = new HashMap<>();
        for (NamedCsvRecord row : rows(folder.resolve("providers.csv"))) {
            types.put(row.getField("provider_id"), row.getField("provider_type"));
        }
        Map<String, List<SupplierShare>> areas = new TreeMap<>();
        Map<String, List<SupplierShare>> organisations = new TreeMap<>();
        for (NamedCsvRecord row : rows(folder.resolve("provision.csv"))) {
            String input = row.getField("provided_id");
            if (input.startsWith("N")) { // S... are stages
                boolean area = "country".equals(types.get(row.getField("provider_id")));
                (area ? areas : organisations)
                        .computeIfAbsent(input, id -> new ArrayList<>())
                        .add(share(row));
            }
        }
        areas.forEach((input, shares) -> put(BY_AREA, input, shares));
        organisations.forEach((input, shares) -> put(BY_ORGANISATION, input, shares));
    }

    @Test
    void coaterDeveloperN32() {
        assertKnown(BY_AREA, "N32", 9069.64);
        assertKnown(BY_ORGANISATION, "N32", 8587.09);
        Concentration byOrganisation = at(BY_ORGANISATION, "N32");
        assertThat(byOrganisation.hhi().low()).isCloseTo(8587.09, within(0.005));
        assertThat(byOrganisation.hhi().high()).isCloseTo(8587.09 + 1.5 * 1.5, within(0.005));
        assertThat(byOrganisation.excluded())
                .extracting(SupplierShare::supplier)
                .containsExactly("Various companies");
    }

    @Test
    void euvToolsN20() {
        assertKnown(BY_AREA, "N20", 10_000);
        assertThat(at(BY_AREA, "N20").hhi().point()).hasValue(10_000);
    }

    @Test
    void crystalMachiningN9() {
        assertKnown(BY_AREA, "N9", 9940.10);
    }

    @Test
    void arfImmersionN22() {
        assertKnown(BY_AREA, "N22", 9860.98);
    }

    @Test
    void wafersN26() {
        assertKnown(BY_AREA, "N26", 3704.00);
        // All makers are named, no share of theirs is known
        assertThat(at(BY_ORGANISATION, "N26").hhi()).isEqualTo(new Interval(0, 10_000));
    }

    @Test
    void photomasksN33() {
        assertKnown(BY_AREA, "N33", 4458.00);
    }

    @Test
    void dicingN71() {
        assertKnown(BY_AREA, "N71", 9031.97);
        assertKnown(BY_ORGANISATION, "N71", 7640.86);
    }

    @Test
    void of91InputsWithAreaSharesAllAreAbove1800() {
        assertThat(withShares(BY_AREA)).isEqualTo(91);
        assertThat(count(BY_AREA, hhi -> hhi > 1800)).isEqualTo(91);
        assertThat(count(BY_AREA, hhi -> hhi > 2500)).isEqualTo(87);
        assertThat(count(BY_AREA, hhi -> hhi >= 5000)).isEqualTo(52);
        assertThat(BY_AREA.values().stream().filter(c -> c.hhiOfKnown() > 0 && c.suppliers() - c.unknown() == 1))
                .hasSize(5);
    }

    @Test
    void of84InputsWithOrganisationShares76AreAbove1800() {
        assertThat(withShares(BY_ORGANISATION)).isEqualTo(84);
        assertThat(count(BY_ORGANISATION, hhi -> hhi > 1800)).isEqualTo(76);
        assertThat(count(BY_ORGANISATION, hhi -> hhi == 10_000)).isEqualTo(4);
    }

    private static void assertKnown(Map<String, Concentration> markets, String input, double hhi) {
        assertThat(at(markets, input).hhiOfKnown()).isCloseTo(hhi, within(0.005));
    }

    private static Concentration at(Map<String, Concentration> markets, String input) {
        return Objects.requireNonNull(markets.get(input), input);
    }

    private static long withShares(Map<String, Concentration> markets) {
        return count(markets, hhi -> hhi > 0);
    }

    private static long count(Map<String, Concentration> markets, DoublePredicate that) {
        return markets.values().stream()
                .filter(concentration -> that.test(concentration.hhiOfKnown()))
                .count();
    }

    private static void put(Map<String, Concentration> markets, String input, List<SupplierShare> shares) {
        markets.put(input, Concentration.of(shares));
    }

    private static SupplierShare share(NamedCsvRecord row) {
        String text = row.getField("share_provided");
        Share share = text.isEmpty()
                ? Share.UNKNOWN
                : text.equals("negligible") ? Share.NEGLIGIBLE : Shares.exact(Double.parseDouble(text));
        String name = row.getField("provider_name");
        return new SupplierShare(name, share, name.startsWith("Various"));
    }

    private static List<NamedCsvRecord> rows(Path file) throws IOException {
        try (CsvReader<NamedCsvRecord> reader = CsvReader.builder().ofNamedCsvRecord(file)) {
            return reader.stream().toList();
        }
    }
}
