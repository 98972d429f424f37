package io.strait.trade.ingest.format;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** BACI's tables of codes: areas, whose names are kept, and products, which the code lists of HS stand for here. */
final class BaciTable {
    private static final int CODE = 0;
    private static final int ISO3 = 1;
    private static final int NAME = 2;

    private BaciTable() {}

    /** Whether the file that begins so is one. */
    static boolean isTable(byte[] head) {
        List<String> names = lower(CsvDialect.of(head).header());
        return isCountries(names)
                || (names.size() == 2
                        && names.get(0).equals("code")
                        && names.get(1).equals("description"));
    }

    static void read(InputStream file, ReaderLimits limits, String fileName, FileFindings findings) throws IOException {
        CsvRows rows = new CsvRows(file, limits, NAME + 1, findings);
        List<String> names = lower(rows.header());
        boolean countries = isCountries(names);
        int[] cellOf = new int[names.size()];
        Arrays.fill(cellOf, -1);
        boolean named = false;
        for (int i = 0; i < cellOf.length; i++) {
            String name = names.get(i);
            if (name.equals("country_code") || name.equals("code")) {
                cellOf[i] = CODE;
            } else if (name.equals("country_iso3") || name.equals("iso_3digit_alpha")) {
                cellOf[i] = ISO3;
            } else if (name.startsWith("country_name") && !named) {
                // Older tables have an abbreviated and a full one.
                named = true;
                cellOf[i] = NAME;
            }
        }
        Counts counts = new Counts();
        rows.read(
                cellOf,
                (line, cells) -> {
                    counts.take(countries, cells, findings);
                    return null;
                },
                outcome -> counts.unusable++);
        String what = countries ? " areas, whose names are kept for those that are in no list" : " products, not kept";
        findings.note((fileName.isEmpty() ? "table of codes" : fileName) + ": " + counts.rows + what
                + (counts.unusable > 0 ? "; " + counts.unusable + " lines cannot be used" : ""));
    }

    private static boolean isCountries(List<String> names) {
        return names.contains("country_code") && names.stream().anyMatch(name -> name.startsWith("country_name"));
    }

    private static List<String> lower(List<String> names) {
        return names.stream().map(name -> name.toLowerCase(Locale.ROOT)).toList();
    }

    private static final class Counts {
        private long rows;
        private long unusable;

        void take(boolean countries, String[] cells, FileFindings findings) {
            String code = cells[CODE];
            if (!countries) {
                rows++;
            } else if (!code.isEmpty() && code.length() <= 4 && RowChecks.digits(code)) {
                rows++;
                findings.listedArea(Integer.parseInt(code), cells[ISO3], cells[NAME]);
            } else {
                unusable++;
            }
        }
    }
}
