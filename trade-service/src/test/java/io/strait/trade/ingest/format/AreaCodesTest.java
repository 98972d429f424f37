package io.strait.trade.ingest.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class AreaCodesTest {
    private static final Pattern ROW = Pattern.compile("\\((\\d+), '[^']+', '(\\w\\w)', '(\\w{3})', (null|\\d+),");

    /** Readers know no database, so the list stands twice. */
    @Test
    void theListIsTheDatabases() throws IOException {
        String sql;
        try (InputStream in =
                Objects.requireNonNull(AreaCodesTest.class.getResourceAsStream("/db/migration/V002__list_areas.sql"))) {
            sql = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
        Matcher row = ROW.matcher(sql);
        int areas = 0;
        while (row.find()) {
            areas++;
            int code = Integer.parseInt(row.group(1));
            assertThat(found(row.group(2))).isEqualTo(code);
            assertThat(found(row.group(3))).isEqualTo(code);
            if (!row.group(4).equals("null")) {
                assertThat(found(row.group(4))).isEqualTo(code);
            }
        }
        assertThat(areas).isEqualTo(248);
    }

    @Test
    void whatIsInNoListIsKeptUnderACodeOfItsOwn() {
        assertThat(found("Q5")).isGreaterThan(9_999).isEqualTo(found("Q5")).isNotEqualTo(found("Q6"));
        assertThat(found("XK")).isNotEqualTo(found("XKX"));
        assertThat(found("0004")).isEqualTo(4);
        assertThat(found("001")).isZero();
        assertThat(AreaCodes.ofKoreanName("홍콩")).isEqualTo(344);
        assertThat(AreaCodes.ofKoreanName("베트남")).isEqualTo(704);
    }

    @Test
    void areasOfNoListAreBounded() {
        AreaCodes codes = new AreaCodes();
        RowChecks checks = new RowChecks();
        for (int i = 0; i < 1_000; i++) {
            codes.find(checks, "area", "Q" + i);
        }
        assertThat(checks.sound()).isTrue();
        codes.find(checks, "area", "Q999");
        assertThat(checks.sound()).isTrue();
        codes.find(checks, "area", "R1");
        assertThat(checks.sound()).isFalse();
    }

    private static int found(String code) {
        RowChecks checks = new RowChecks();
        int found = new AreaCodes().find(checks, "area", code);
        assertThat(checks.sound()).isTrue();
        return found;
    }
}
