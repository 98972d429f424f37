package io.strait.gateway.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SqlTest {
    private static final Map<String, String> EVENT = Map.of("type", "strait.trade.series.changed", "subject", "7");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "type LIKE 'strait.%.changed'",
                "TYPE = \"strait.trade.series.changed\"",
                "subject IN (6, 7)",
                "subject + 1 = 8",
                "EXISTS Subject AND NOT EXISTS time",
                "INT(subject)",
                "'TRUE'",
                "TRUE OR missing = 1"
            })
    void whatIsTrueMatches(String expression) throws Exception {
        assertThat(Sql.compile(expression).matches(EVENT::get)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "type LIKE 'strait'",
                "INT(type) = 0",
                "NOT missing",
                "missing LIKE 'fal%' OR TRUE AND missing",
                "1 / 0 = 0",
                "type",
                "subject",
                "0",
                "LEFT(type, -1) = type",
                "SUBSTRING(type, 100) = ''"
            })
    void anExpressionThatFailsOrIsNotTrueDoesNotMatch(String expression) throws Exception {
        assertThat(Sql.compile(expression).matches(EVENT::get)).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "type = | line 1, column 7",
                "type # 'x' | line 1, column 6",
                "type = 'x | line 1, column 8",
                "type = 99999999999999999999 | not a literal",
                "FOO(type) | no function FOO with 1",
                "LEFT(type) | no function LEFT with 1",
                "subject LIKE type | line 1, column 14"
            })
    void whatIsNoExpressionIsToldWithItsPlace(String expression, String message) {
        assertThatThrownBy(() -> Sql.compile(expression))
                .isInstanceOf(SqlException.class)
                .hasMessageStartingWith(message);
    }

    /** A regular expression with as many wildcards would not come to an end. */
    @Test
    void manyWildcardsCostLittle() throws Exception {
        String subject = "a".repeat(2000);
        assertThat(Sql.compile("subject LIKE '" + "%a".repeat(200) + "%b'").matches(name -> subject))
                .isFalse();
        assertThat(Sql.compile("subject LIKE '" + "%a".repeat(200) + "%'").matches(name -> subject))
                .isTrue();
    }

    @Test
    void expressionsAsDeepAsTheyMayBeAreEvaluated() throws Exception {
        String nested = "(".repeat(55) + "TRUE" + ")".repeat(55);
        assertThat(Sql.compile(nested).matches(EVENT::get)).isTrue();
        assertThat(Sql.compile("NOT ".repeat(56) + "TRUE").matches(EVENT::get)).isTrue();
        assertThat(Sql.compile("UPPER(".repeat(25) + "type" + ")".repeat(25) + " = UPPER(type)")
                        .matches(EVENT::get))
                .isTrue();
        assertThat(Sql.compile("subject = 1 OR ".repeat(50) + "TRUE").matches(EVENT::get))
                .isTrue();
    }

    @Test
    void whatIsTooLargeOrTooDeepIsRefused() {
        for (String expression : List.of(
                "NOT ".repeat(100) + "TRUE",
                "(".repeat(100) + "TRUE" + ")".repeat(100),
                "type IN (" + "1,".repeat(130) + "1)",
                "type = '" + "x".repeat(1024) + "'")) {
            assertThatThrownBy(() -> Sql.compile(expression))
                    .isInstanceOf(SqlException.class)
                    .hasMessageContaining("at most");
        }
    }
}
