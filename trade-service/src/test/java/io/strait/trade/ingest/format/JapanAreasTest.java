package io.strait.trade.ingest.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class JapanAreasTest {
    private static final Pattern ROW = Pattern.compile("\\('(\\d{3})', '([A-Z]{3})'\\)");

    /** Readers know no database, so the numbers stand twice. */
    @Test
    void theNumbersAreTheDatabases() throws IOException {
        String sql;
        try (InputStream in = Objects.requireNonNull(
                JapanAreasTest.class.getResourceAsStream("/db/migration/V010__describe_areas.sql"))) {
            sql = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
        Map<String, String> written = new TreeMap<>();
        Matcher row = ROW.matcher(sql);
        while (row.find()) {
            written.put(row.group(1), row.group(2));
        }
        Map<String, String> read = new TreeMap<>();
        for (int number = 100; number < 1000; number++) {
            String iso = JapanAreas.iso(String.valueOf(number));
            if (iso != null) {
                read.put(String.valueOf(number), iso);
            }
        }
        assertThat(written).isEqualTo(read).hasSizeGreaterThan(200);
    }
}
