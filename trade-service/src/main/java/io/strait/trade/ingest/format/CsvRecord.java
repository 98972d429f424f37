package io.strait.trade.ingest.format;

import de.siegmar.fastcsv.reader.AbstractBaseCsvCallbackHandler;
import de.siegmar.fastcsv.reader.RecordWrapper;
import io.strait.trade.ingest.format.FileRejectedException.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The record that the parser is at: first the header, then each row in turn in the same place. Texts that repeat from
 * row to row are made once. Not thread-safe.
 */
final class CsvRecord extends AbstractBaseCsvCallbackHandler<CsvRecord> {
    private final int maxColumns;
    private final List<String> header = new ArrayList<>();
    private final String[] cells;
    /** Cell of each field, or -1; empty while the header is read. */
    private int[] cellOf = new int[0];

    private boolean headerRead;
    private boolean likeHeader;
    private boolean lastIsEmpty;
    private long line;
    private int fields;

    /** The fields of the row as they are, one behind another; where each of them ends. */
    private final char[] kept = new char[OriginalRow.MAX_CHARS];

    private final int[] ends = new int[OriginalRow.MAX_CHARS / OriginalRow.CELL];
    private int keptFields;
    private boolean tooLong;

    /** @param cellCount how many columns the format has */
    CsvRecord(int maxColumns, int cellCount) {
        this.maxColumns = maxColumns;
        this.cells = new String[cellCount];
        Arrays.fill(cells, "");
    }

    /** From here on records are rows. */
    void headerIs(int[] cellOfField) {
        cellOf = cellOfField;
        headerRead = true;
    }

    List<String> header() {
        return header;
    }

    String[] cells() {
        return cells;
    }

    /** The row as it stands in the file; empty when it is too long to be kept. */
    Optional<List<String>> original() {
        if (tooLong) {
            return Optional.empty();
        }
        List<String> values = new ArrayList<>(keptFields);
        for (int i = 0, from = 0; i < keptFields; from = ends[i++]) {
            values.add(new String(kept, from, ends[i] - from));
        }
        return Optional.of(values);
    }

    /** Where the record begins, or where the parser stands when it stumbled. */
    long line() {
        return line;
    }

    /** Fields of the row; one that is empty after the last column does not count, for UN Comtrade ends lines so. */
    int fields() {
        return fields == cellOf.length + 1 && lastIsEmpty ? fields - 1 : fields;
    }

    /** Whether the row says the header again, as files that were joined do. */
    boolean repeatsHeader() {
        return likeHeader && fields() == header.size();
    }

    @Override
    protected void handleBegin(long startingLineNumber) {
        line = startingLineNumber;
        likeHeader = headerRead;
        keptFields = 0;
        tooLong = false;
        if (!headerRead) {
            header.clear();
        }
    }

    @Override
    protected void handleField(int index, char[] buffer, int offset, int length, boolean quoted) {
        int from = offset;
        int to = offset + length;
        while (from < to && buffer[from] <= ' ') {
            from++;
        }
        while (to > from && buffer[to - 1] <= ' ') {
            to--;
        }
        if (!headerRead) {
            if (index >= maxColumns) {
                throw new FileRejectedException(
                        Kind.UNPROCESSABLE,
                        line,
                        new BadValue("header", "", "has too many columns", "at most " + maxColumns + " columns"));
            }
            header.add(new String(buffer, from, to - from));
            return;
        }
        keep(buffer, offset, length);
        lastIsEmpty = to == from;
        likeHeader =
                likeHeader && (index >= header.size() ? lastIsEmpty : same(header.get(index), buffer, from, to - from));
        int cell = index < cellOf.length ? cellOf[index] : -1;
        if (cell >= 0 && !same(cells[cell], buffer, from, to - from)) {
            cells[cell] = to == from ? "" : new String(buffer, from, to - from);
        }
    }

    private void keep(char[] buffer, int offset, int length) {
        int from = keptFields == 0 ? 0 : ends[keptFields - 1];
        if (tooLong || from + length + (keptFields + 1) * OriginalRow.CELL > OriginalRow.MAX_CHARS) {
            tooLong = true;
            return;
        }
        System.arraycopy(buffer, offset, kept, from, length);
        ends[keptFields++] = from + length;
    }

    @Override
    protected RecordWrapper<CsvRecord> buildRecord() {
        fields = getFieldCount();
        return wrapRecord(this);
    }

    private static boolean same(String text, char[] buffer, int offset, int length) {
        if (text.length() != length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (text.charAt(i) != buffer[offset + i]) {
                return false;
            }
        }
        return true;
    }
}
