package io.strait.trade.ingest.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class OriginalRowTest {
    private static final List<String> COLUMNS = List.of(
            "reporter", "partner", "flow", "classification", "commodity", "period", "primaryValue", "first", "second");

    /** What a reader keeps of a row that it refuses, written as a line, is that row again; a CR of its own counts as LF. */
    @Property(tries = 300, seed = "42")
    void aRowIsKeptAsItIs(@ForAll("cells") List<String> cells, @ForAll("delimiters") char delimiter)
            throws IOException {
        // Given
        OriginalRow.Form form = new OriginalRow.Form(COLUMNS, delimiter);
        List<String> row = new ArrayList<>(List.of("410", "392", "X", "H6", "010121", "2024-13", "1"));
        row.addAll(cells);
        String file = form.line(COLUMNS) + "\n" + form.line(row) + "\n";
        // When
        Reading reading = Reading.of(TradeFormat.STRAIT_CSV, file);
        // Then
        assertThat(reading.rejected()).hasSize(1);
        row.replaceAll(cell -> cell.replaceAll("\r(?!\n)", "\n"));
        assertThat(reading.rejected().get(0).original()).isEqualTo(new OriginalRow(form, row));
    }

    @Provide
    Arbitrary<List<String>> cells() {
        return Arbitraries.strings()
                .withChars("ab ,;\t|\"'\n\r=\u00E9\uD55C")
                .ofMaxLength(12)
                .list()
                .ofSize(2);
    }

    @Provide
    Arbitrary<Character> delimiters() {
        return Arbitraries.of(',', ';', '\t', '|');
    }

    @Test
    void whatADatabaseCannotHoldIsReplaced() {
        OriginalRow row = new OriginalRow(
                OriginalRow.Form.LINES, List.of("a\u0000b\uD800c" + new String(Character.toChars(0x1F600))));

        assertThat(row.line()).isEqualTo("a\uFFFDb\uFFFDc" + new String(Character.toChars(0x1F600)));
    }

    /** Whatever ends a line, bytes and lines are counted as they are in the file. */
    @Test
    void theByteOfAFaultIsThatOfTheFile() throws IOException {
        String header = String.join(",", COLUMNS);
        for (String end : List.of("\n", "\r\n", "\r")) {
            String before = "\uFEFF" + header + end + "410,392,X,H6,010121,2024,1,\u00E9,\uD55C" + end;
            byte[] file = (before + "410,\"392,X").getBytes(StandardCharsets.UTF_8);
            try {
                Reading.of(TradeFormat.STRAIT_CSV, file);
                throw new AssertionError("read");
            } catch (FileRejectedException e) {
                assertThat(e.line()).isEqualTo(3);
                assertThat(e.byteOffset()).isEqualTo(before.getBytes(StandardCharsets.UTF_8).length + 4);
            }
        }
    }
}
