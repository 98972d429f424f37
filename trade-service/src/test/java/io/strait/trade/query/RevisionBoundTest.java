package io.strait.trade.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.strait.trade.problem.ExpectedException;
import io.strait.trade.problem.Instants;
import io.strait.trade.problem.Instants.DayEnd;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RevisionBoundTest {
    private static final Instants INSTANTS =
            new Instants(Clock.fixed(Instant.parse("2024-11-05T12:00:00Z"), ZoneOffset.UTC));

    private static RevisionBound first(String text) {
        return RevisionBound.parse(text, DayEnd.FIRST, INSTANTS);
    }

    private static RevisionBound last(String text) {
        return RevisionBound.parse(text, DayEnd.LAST, INSTANTS);
    }

    @Test
    void aBoundIsANumberAnInstantOrADay() {
        assertThat(first("17")).isEqualTo(new RevisionBound(17L, null));
        assertThat(first("2024-10-15T09:00:00+09:00"))
                .isEqualTo(new RevisionBound(null, Instant.parse("2024-10-15T00:00:00Z")));
        assertThat(first("2024-10-15")).isEqualTo(new RevisionBound(null, Instant.parse("2024-10-15T00:00:00Z")));
        assertThat(last("2024-10-15"))
                .isEqualTo(new RevisionBound(null, Instant.parse("2024-10-15T23:59:59.999999999Z")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"yesterday", "2024-11-06", "-1", "2024-13-01", "1899-12-31", "9999999999999999999"})
    void whatIsNoneOfThemIsRefused(String text) {
        assertThatThrownBy(() -> first(text)).isInstanceOf(ExpectedException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "7, 6, true",
        "7, 7, false",
        "2024-10-16, 2024-10-15, true",
        "2024-10-15, 2024-10-15, false",
        "7, 2024-10-15, false"
    })
    void anEmptyRangeIsSeenWhereBothEndsAreOfOneKind(String since, String until, boolean isEmpty) {
        assertThat(first(since).isAfter(last(until))).isEqualTo(isEmpty);
    }

    @Test
    void aCursorIsReadBackAndNoOtherIs() {
        RevisionCursor cursor =
                new RevisionCursor(9, "digest", new RevisionPosition(7, 12, LocalDate.parse("2024-08-01")));
        RevisionCursor atEnd = new RevisionCursor(9, "digest", new RevisionPosition(7, 12, null));

        assertThat(RevisionCursor.parse(cursor.text())).isEqualTo(cursor);
        assertThat(RevisionCursor.parse(atEnd.text())).isEqualTo(atEnd);
        assertThatThrownBy(() -> RevisionCursor.parse(
                        new Cursor(1, "digest", 1, new Position("A.M", LocalDate.parse("2024-08-01"))).text()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> RevisionCursor.parse(cursor.text().substring(1)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
