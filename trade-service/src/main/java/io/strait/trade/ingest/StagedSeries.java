package io.strait.trade.ingest;

import io.strait.trade.ingest.format.TradeRow;
import io.strait.trade.series.Frequency;
import io.strait.trade.series.Period;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Numbers the series of a file as its rows come by, and notes of each how many rows it has, over which periods, and
 * whether one period came twice. So a row carries one number in place of eleven columns, and what is found out here costs
 * the database nothing. Bounded: when {@link #isFull} the caller takes what is here and begins anew, and a series that
 * comes again then has a second number. Not thread-safe.
 */
final class StagedSeries {
    /** One series of the file. */
    static final class Entry {
        final int number;
        final Frequency frequency;
        final TradeRow.Dimensions dimensions;
        private final PeriodSet seen = new PeriodSet();
        private int rows;
        private Period first;
        private Period last;
        private boolean repeats;

        private Entry(int number, TradeRow.Dimensions dimensions, Period period) {
            this.number = number;
            this.frequency = period.frequency();
            this.dimensions = dimensions;
            this.first = period;
            this.last = period;
        }

        private void add(Period period) {
            rows++;
            if (period.start().isBefore(first.start())) {
                first = period;
            } else if (period.start().isAfter(last.start())) {
                last = period;
            }
            repeats |= !seen.add(period);
        }

        int rows() {
            return rows;
        }

        Period first() {
            return first;
        }

        Period last() {
            return last;
        }

        /** Whether a period came more than once. */
        boolean repeats() {
            return repeats;
        }
    }

    private record Key(Frequency frequency, TradeRow.Dimensions dimensions) {
        /**
         * A record's own adds small multiples of its members, and codes are small numbers: series of neighbouring areas and
         * commodities would share a hash.
         */
        @Override
        public int hashCode() {
            int hash = mixed(dimensions.commodity().hashCode(), dimensions.reporter());
            hash = mixed(hash, dimensions.partner());
            hash = mixed(hash, dimensions.partner2());
            hash = mixed(hash, dimensions.flow().hashCode());
            hash = mixed(hash, dimensions.classification().hashCode());
            hash = mixed(hash, dimensions.customs().hashCode());
            return mixed(hash, dimensions.transport().hashCode() * 31 + frequency.ordinal());
        }

        /** A step of MurmurHash3. */
        private static int mixed(int hash, int value) {
            return Integer.rotateLeft(hash ^ Integer.rotateLeft(value * 0xCC9E2D51, 15) * 0x1B873593, 13) * 5
                    + 0xE6546B64;
        }
    }

    private final int most;
    private final Map<Key, Entry> entries = new HashMap<>();
    private int numbers;

    /** @param most series at a time; some 400 bytes each */
    StagedSeries(int most) {
        this.most = most;
    }

    /** Counts the row in; gives back the number of its series. */
    int number(TradeRow row) {
        Period period = row.period();
        Entry entry = entries.get(new Key(period.frequency(), row.dimensions()));
        if (entry == null) {
            entry = new Entry(numbers++, row.dimensions(), period);
            entries.put(new Key(period.frequency(), row.dimensions()), entry);
        }
        entry.add(period);
        return entry.number;
    }

    boolean isFull() {
        return entries.size() >= most;
    }

    /** What is here, to be kept elsewhere; nothing is here afterwards. */
    List<Entry> take() {
        List<Entry> taken = new ArrayList<>(entries.values());
        entries.clear();
        return taken;
    }

    /** Periods of one frequency, a bit each. */
    private static final class PeriodSet {
        private int base;
        private long[] words = {};

        /** Whether it is new. */
        boolean add(Period period) {
            int index = period.index();
            int word = Math.floorDiv(index, Long.SIZE);
            if (words.length == 0) {
                base = word;
                words = new long[1];
            } else if (word < base) {
                long[] wider = new long[words.length + base - word];
                System.arraycopy(words, 0, wider, base - word, words.length);
                words = wider;
                base = word;
            } else if (word >= base + words.length) {
                words = Arrays.copyOf(words, word - base + 1);
            }
            long bit = 1L << Math.floorMod(index, Long.SIZE);
            boolean fresh = (words[word - base] & bit) == 0;
            words[word - base] |= bit;
            return fresh;
        }
    }
}
