package io.strait.trade.reference.classification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.strait.trade.problem.ProblemException;
import io.strait.trade.problem.Violation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ItemTableTest {
    static Path harmonizedSystem() {
        Path beside = Path.of("../../shared/data/reference/harmonized-system.csv");
        return Files.exists(beside) ? beside : Path.of("../../../shared/data/reference/harmonized-system.csv");
    }

    private static Map<String, Item> read(String text) {
        return ItemTable.read(text, Set.of(), false, new ObjectMapper());
    }

    @Test
    void csvIsReadByItsColumns() {
        assertThat(read("section,hscode,description,parent,level\n"
                                + "I,01,Animals,TOTAL,2\nI,0101,\"Horses, asses\",01,4\n")
                        .values())
                .containsExactly(new Item("01", "Animals", "TOTAL", 2), new Item("0101", "Horses, asses", "01", 4));
    }

    @Test
    void comtradesJsonIsReadWithoutItsLevels() {
        assertThat(read("{\"more\": false, \"results\": ["
                                + "{\"id\": \"TOTAL\", \"text\": \"TOTAL - All goods\", \"parent\": \"#\"},"
                                + "{\"id\": \"ALL\", \"text\": \"All\", \"parent\": \"#\"},"
                                + "{\"id\": \"AG2\", \"text\": \"Levels\", \"parent\": \"#\"},"
                                + "{\"id\": \"01\", \"text\": \"01 - Animals\", \"parent\": \"TOTAL\", \"isLeaf\": \"0\"}]}")
                        .values())
                .containsExactly(new Item("TOTAL", "All goods", null, 0), new Item("01", "Animals", "TOTAL", 2));
    }

    @Test
    void everyFaultIsNamed() {
        assertThatThrownBy(() -> read("code,description,parent,level\n0x,a,,\n01,,,\n02,a,,\n02,b,,\n"
                        + "0301,a,03,4\n04,a,0401,2\n0401,b,,4\n05,a,,99\n"))
                .isInstanceOfSatisfying(ProblemException.class, e -> assertThat(e.violations())
                        .extracting(Violation::field)
                        .containsExactly(
                                "line 2, code",
                                "line 3, description",
                                "line 5, code",
                                "line 9, level",
                                "code 0301, parent",
                                "code 04, parent"));
        assertThatThrownBy(() -> read("{\"a\": [")).hasMessageContaining("not JSON");
        assertThatThrownBy(() -> read("{\"a\": 1}")).hasMessageContaining("results");
    }

    @Test
    void aNationalLineIsBeneathItsCodeOfSixDigits() {
        assertThat(ItemTable.read(
                                "code,description,parent\n8542311000,Monolithic,854231\n",
                                Set.of(),
                                true,
                                new ObjectMapper())
                        .values())
                .containsExactly(new Item("8542311000", "Monolithic", "854231", 10));
        assertThatThrownBy(() -> ItemTable.read(
                        "code,description,parent\n8542311000,Monolithic,271012\n", Set.of(), true, new ObjectMapper()))
                .hasMessageContaining("is no item");
    }

    @Test
    void theWholeHarmonizedSystemIsRead() throws IOException {
        Path file = harmonizedSystem();
        assumeTrue(Files.exists(file), "the shared data is not here: " + file);
        Map<String, Item> items = read(Files.readString(file));
        assertThat(items.values().stream().filter(item -> item.level() == 2)).hasSize(97);
        assertThat(items).hasSizeGreaterThan(6_000).containsKey("854231");
    }
}
