package io.strait.trade.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.strait.trade.ingest.format.BadValue;
import io.strait.trade.ingest.format.OriginalRow;
import io.strait.trade.ingest.format.RowOutcome.Rejected;
import java.util.List;
import org.junit.jupiter.api.Test;

class RejectedRowsTest {
    private static final BadValue BAD = new BadValue("period", "2024-13", "is no period", "another");
    private static final OriginalRow.Form FORM = new OriginalRow.Form(List.of("period"), ',');

    @Test
    void faultsAndTextAreBoundedAndThatIsTold() {
        // Given: 14 characters a row, as a cell counts for 4 more
        RejectedRows rows = new RejectedRows(3, 30);
        // When
        for (long line = 2; line < 7; line++) {
            rows.add(new Rejected(line, List.of(BAD), new OriginalRow(FORM, List.of("0123456789"))));
        }
        // Then
        assertThat(rows.faults()).extracting(Reject::line).containsExactly(2L, 3L, 4L);
        assertThat(rows.originals()).containsOnlyKeys(2L, 3L);
        assertThat(rows.notes())
                .containsExactly(
                        "only the first 3 faults are kept",
                        "the text of 2 rejected rows is kept, of others not: it is longer than 8192 characters, or than 30"
                                + " all together");
    }

    @Test
    void aRowOfSeveralFaultsIsKeptOnce() {
        RejectedRows rows = new RejectedRows(10, 1_000);
        OriginalRow row = new OriginalRow(FORM, List.of("x"));

        rows.add(new Rejected(2, List.of(BAD, BAD), row));
        rows.add(new Rejected(2, List.of(BAD), row));

        assertThat(rows.faults()).extracting(Reject::seq).containsExactly(1L, 2L, 3L);
        assertThat(rows.originals()).hasSize(1);
        assertThat(rows.notes()).isEmpty();
    }

    /** The files of an archive may have their columns in another order: under one header they would lie. */
    @Test
    void rowsOfAnotherFormAreNotKept() {
        RejectedRows rows = new RejectedRows(10, 1_000);

        rows.add(new Rejected(2, List.of(BAD), new OriginalRow(FORM, List.of("x"))));
        rows.add(new Rejected(3, List.of(BAD), new OriginalRow(new OriginalRow.Form(List.of("k"), ','), List.of("y"))));

        assertThat(rows.form()).isEqualTo(FORM);
        assertThat(rows.originals()).containsOnlyKeys(2L);
        assertThat(rows.faults()).hasSize(2);
    }
}
