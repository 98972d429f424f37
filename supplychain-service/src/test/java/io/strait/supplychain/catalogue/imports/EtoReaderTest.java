package io.strait.supplychain.catalogue.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.strait.supplychain.catalogue.model.Essentiality;
import io.strait.supplychain.catalogue.model.ExternalId;
import io.strait.supplychain.catalogue.model.Fact;
import io.strait.supplychain.catalogue.model.Node;
import io.strait.supplychain.catalogue.model.NodeKind;
import io.strait.supplychain.catalogue.model.Requirement;
import io.strait.supplychain.catalogue.model.Share;
import io.strait.supplychain.catalogue.model.Supply;
import io.strait.supplychain.problem.Violation;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EtoReaderTest {
    private static final String INPUTS = """
            input_id,input_name,type,stage_name,stage_id,description,year
            N19,Lithography tools,tool_resource,,,"Draw, in ""light"" only",2025
            N20,EUV tools,tool_resource,,,,2025
            N25,Photolithography,process,Fabrication,S2,,
            N31,Photoresists,material_resource,,,,2019
            N99,Chip,ultimate_output,,,,
            """;
    private static final String STAGES = "stage_id,stage_name,description\nS2,Fabrication,\n";
    private static final String SEQUENCE = """
            input_name,input_id,goes_into_name,goes_into_id,is_type_of_name,is_type_of_id
            EUV tools,N20,,,Lithography tools,N19
            Lithography tools,N19,Photolithography,N25,,
            """;
    private static final String PROVIDERS = """
            provider_name,alias,provider_id,provider_type,country
            JPN,Japan,P7,country,
            EUR,Europe,P312,country,EUR
            Various countries,,P5,country,
            Canon,Canon ANELVA,P159,organization,JPN
            Canon,,P159,organization,JPN
            Various companies,,P370,organization,Various countries
            """;
    private static final String PROVISION = """
            provider_name,provider_id,provided_name,provided_id,share_provided,year,source
            JPN,P7,Photoresists,N31,90.5,2019,Someone
            Canon,P159,Lithography tools,N19,,2025,
            Various,P370,EUV tools,N20,0.0,,
            EUR,P312,EUV tools,N20,negligible,2025,
            JPN,P7,Fabrication,S2,17,2022,
            """;

    @Test
    void inputsBecomeNodesByTheirType() {
        Read read = whole();

        assertThat(read.violations()).isEmpty();
        assertThat(node(read, "lithography-tools").kind()).isEqualTo(NodeKind.EQUIPMENT);
        assertThat(node(read, "photolithography").kind()).isEqualTo(NodeKind.PROCESS);
        assertThat(node(read, "photoresists").kind()).isEqualTo(NodeKind.MATERIAL);
        assertThat(node(read, "chip").kind()).isEqualTo(NodeKind.PRODUCT);
        assertThat(node(read, "fabrication").kind()).isEqualTo(NodeKind.PROCESS);
        assertThat(node(read, "lithography-tools").description()).isEqualTo("Draw, in \"light\" only");
        assertThat(node(read, "lithography-tools").externalIds()).containsExactly(new ExternalId("ETO", "N19", null));
    }

    @Test
    void typesAndStagesAreNestingAndNoFlow() {
        Read read = whole();

        assertThat(node(read, "euv-tools").typeOf()).containsExactly("lithography-tools");
        assertThat(node(read, "photolithography").typeOf()).containsExactly("fabrication");
        assertThat(of(read, Requirement.class)).singleElement().satisfies(requirement -> {
            assertThat(requirement.node()).isEqualTo("photolithography");
            assertThat(requirement.input()).isEqualTo("lithography-tools");
            assertThat(requirement.essentiality()).isEqualTo(Essentiality.UNKNOWN);
        });
    }

    @Test
    void providersBecomeAreasAndOrganisations() {
        Read read = whole();

        assertThat(of(read, Node.class))
                .filteredOn(node -> node.kind().isSupplier())
                .extracting(Node::id, Node::kind, Node::area, Node::collective, Node::aliases)
                .containsExactly(
                        tuple("japan", NodeKind.AREA, "JPN", false, List.of("JPN")),
                        tuple("europe", NodeKind.AREA, null, true, List.of("EUR")),
                        tuple("various-countries", NodeKind.AREA, null, true, List.of()),
                        tuple("canon", NodeKind.ORGANISATION, "JPN", false, List.of("Canon ANELVA")),
                        tuple("various-companies", NodeKind.ORGANISATION, null, true, List.of()));
    }

    @Test
    void blankZeroAndNegligibleSharesStayApart() {
        Read read = whole();

        Map<String, Share> shares = new HashMap<>();
        of(read, Supply.class).forEach(supply -> shares.put(supply.id(), supply.share()));
        assertThat(shares)
                .containsEntry("japan_supplies_photoresists", exactly("90.5"))
                .containsEntry("canon_supplies_lithography-tools", Share.UNKNOWN)
                .containsEntry("various-companies_supplies_euv-tools", exactly("0"))
                .containsEntry("europe_supplies_euv-tools", Share.NEGLIGIBLE)
                .containsEntry("japan_supplies_fabrication", exactly("17"));
    }

    @Test
    void yearAndSourceGoWithTheShare() {
        Supply supply = of(whole(), Supply.class).get(0);

        assertThat(supply.evidence().year()).isEqualTo(2019);
        assertThat(supply.evidence().source()).isEqualTo(EtoMapper.SOURCE + ": Someone");
    }

    @Test
    void anEntryNamedOtherwiseIsFoundByItsIdAndNoted() {
        assertThat(whole().notes()).anyMatch(note -> note.startsWith("provision.csv") && note.endsWith(": 1"));
    }

    @Test
    void columnsAreFoundByNameAndFurtherOnesLeftOut() {
        Read read = read(Map.of("a/inputs.csv", "price,type,input_name,input_id\n1,tool_resource,Wafer saws,N1\n"));

        assertThat(read.violations()).isEmpty();
        assertThat(of(read, Node.class)).extracting(Node::id).containsExactly("wafer-saws");
        assertThat(read.notes()).contains("a/inputs.csv: columns left out: price");
    }

    @Test
    void inputsAndSequenceAloneAreEnough() {
        Read read = read(Map.of("inputs.csv", INPUTS, "sequence.csv", SEQUENCE));

        assertThat(read.violations()).isEmpty();
        assertThat(read.facts()).hasSize(6);
        assertThat(read.notes()).anyMatch(note -> note.contains("stages left out"));
    }

    @Test
    void aFileThatNamesEntriesOfAMissingOneSaysWhichIsNeeded() {
        Read read = read(Map.of("sequence.csv", SEQUENCE, "provision.csv", PROVISION));

        assertThat(read.violations())
                .extracting(Violation::file, Violation::expected)
                .containsExactlyInAnyOrder(
                        tuple("sequence.csv", "inputs.csv in the same import"),
                        tuple("provision.csv", "inputs.csv in the same import"),
                        tuple("provision.csv", "providers.csv in the same import"));
    }

    @Test
    void noFileAndAnUnknownFileAreRefused() {
        assertThat(read(Map.of()).violations()).hasSize(1);
        assertThat(read(Map.of("inputs.csv", INPUTS, "prvision.csv", PROVISION)).violations())
                .extracting(Violation::file)
                .containsExactly("prvision.csv");
    }

    @Test
    void aMissingColumnIsToldWithFileAndColumn() {
        Read read = read(Map.of("inputs.csv", INPUTS.replace(",type,", ",sort,")));

        assertThat(read.violations())
                .extracting(Violation::file, Violation::line, Violation::field)
                .containsExactly(tuple("inputs.csv", 1L, "type"));
    }

    @Test
    void wrongValuesAreToldWithFileLineColumnAndValue() {
        Read read = read(Map.of(
                "inputs.csv",
                INPUTS.replace("ultimate_output", "output").replace(",2019", ",19"),
                "stages.csv",
                STAGES,
                "sequence.csv",
                SEQUENCE + "X,N77,,N25,,\nX,N20,,,,\nX,N20,,N20,,\n",
                "providers.csv",
                PROVIDERS + "Acme,,P9,company,USA\nAcme,,P10,organization,Japn\n",
                "provision.csv",
                PROVISION + "J,P7,,N25,100.1,2025,\nJ,P7,,N99,-1,2025,\nJ,P7,,N20,\"1,5\",2025,\nJ,P8,,N20,,2025,\n"));

        assertThat(read.facts()).isEmpty();
        assertThat(read.violations())
                .extracting(Violation::file, Violation::line, Violation::field, Violation::column, Violation::value)
                .containsExactlyInAnyOrder(
                        tuple("inputs.csv", 5L, "year", 7, "19"),
                        tuple("inputs.csv", 6L, "type", 3, "output"),
                        tuple("sequence.csv", 4L, "input_id", 2, "N77"),
                        tuple("sequence.csv", 5L, "goes_into_id", 4, null),
                        tuple("sequence.csv", 6L, "goes_into_id", 4, "N20"),
                        tuple("providers.csv", 8L, "provider_type", 4, "company"),
                        tuple("providers.csv", 9L, "country", 5, "Japn"),
                        tuple("provision.csv", 7L, "share_provided", 5, "100.1"),
                        tuple("provision.csv", 8L, "share_provided", 5, "-1"),
                        tuple("provision.csv", 9L, "share_provided", 5, "1,5"),
                        tuple("provision.csv", 10L, "provider_id", 2, "P8"));
    }

    @Test
    void aQuoteThatIsNeverClosedIsToldWhereItOpens() {
        Read read = read(Map.of("stages.csv", STAGES + "S3,\"Testing,\nS4,Design,\n"));

        assertThat(read.violations())
                .extracting(Violation::line, Violation::column, Violation::message)
                .containsExactly(tuple(3L, 2, "opens a quote that is never closed"));
    }

    @Test
    void charactersAfterAClosingQuoteAndQuotesWithinAPlainValueAreRefused() {
        assertThat(read(Map.of("stages.csv", STAGES + "S3,\"a\nb\"c,\n")).violations())
                .extracting(Violation::line, Violation::column, Violation::message)
                .containsExactly(tuple(3L, 2, "goes on after its closing quote in line 4"));
        assertThat(read(Map.of("stages.csv", STAGES + "\r\nS3,a\"b\",\n")).violations())
                .extracting(Violation::line, Violation::column)
                .containsExactly(tuple(4L, 2));
    }

    @Test
    void aLineOfTheWrongLengthIsRefused() {
        assertThat(read(Map.of("stages.csv", STAGES + "S3,Testing\n")).violations())
                .extracting(Violation::line, Violation::value, Violation::expected)
                .containsExactly(tuple(3L, "2 values", "3 values"));
    }

    @Test
    void bytesThatAreNotUtf8AreToldWithTheirPlace() {
        Map<String, byte[]> files =
                Map.of("stages.csv", (STAGES + "S3,Caf\u00e9,\n").getBytes(StandardCharsets.ISO_8859_1));

        assertThat(EtoReader.read(files, 100).violations())
                .extracting(Violation::file, Violation::line, Violation::column)
                .containsExactly(tuple("stages.csv", 3L, 7));
    }

    @Test
    void anEmptyFileIsRefused() {
        assertThat(read(Map.of("stages.csv", "")).violations())
                .extracting(Violation::message)
                .containsExactly("is empty");
    }

    @Test
    void theSameRowTwiceIsOneAndADifferentOneNamesBothLines() {
        String twice = PROVISION + "JPN,P7,Photoresists,N31,90.5,2019,Someone\n";

        assertThat(of(read(files(twice)), Supply.class)).hasSize(5);
        assertThat(read(files(twice.replace("90.5,2019,Someone\n", "90.5,2019,Other\n")
                                .replaceFirst("Other", "Someone")))
                        .violations())
                .extracting(Violation::line, Violation::message)
                .containsExactly(tuple(7L, "is said otherwise in line 2"));
    }

    @Test
    void entriesWhoseNamesComeToOneIdAllGetTheDataSetsId() {
        Read read = read(Map.of(
                "inputs.csv",
                "input_id,input_name,type\nN1,Screen,tool_resource\nN2,日本,tool_resource\nN3,Café & Co,process\n",
                "providers.csv",
                "provider_name,alias,provider_id,provider_type,country\nSCREEN,,P106,organization,Japan\n"));

        assertThat(of(read, Node.class))
                .extracting(Node::id)
                .containsExactly("screen-n1", "eto-n2", "cafe-co", "screen-p106");
    }

    @Test
    void aNameTooLongForAnIdIsCutAndGetsTheDataSetsId() {
        Map<String, String> ids = EtoIds.of(Map.of("N1", "x".repeat(80)));

        assertThat(ids).containsEntry("N1", "x".repeat(61) + "-n1");
    }

    private static Read whole() {
        return read(files(PROVISION));
    }

    private static Map<String, String> files(String provision) {
        return Map.of(
                "inputs.csv", INPUTS,
                "stages.csv", STAGES,
                "sequence.csv", SEQUENCE,
                "providers.csv", PROVIDERS,
                "provision.csv", provision);
    }

    private static Read read(Map<String, String> files) {
        Map<String, byte[]> bytes = new HashMap<>();
        files.forEach((name, text) -> bytes.put(name, text.getBytes(StandardCharsets.UTF_8)));
        return EtoReader.read(bytes, 1000);
    }

    static <F extends Fact> List<F> of(Read read, Class<F> type) {
        return read.facts().stream()
                .map(imported -> imported.fact())
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    private static Node node(Read read, String id) {
        return of(read, Node.class).stream()
                .filter(node -> node.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static Share exactly(String percent) {
        return new Share.Known(new BigDecimal(percent), new BigDecimal(percent));
    }
}
