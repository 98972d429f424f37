package io.strait.trade.ingest.format;

import io.strait.trade.ingest.format.SdmxComponents.Role;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * SDMX-CSV 1.0 and 2.x: an observation a line, its components by the ids of the header. Names beside the ids
 * ({@code labels=both}, {@code labels=name}) are passed over.
 */
final class SdmxCsvReader implements TradeFileReader {
    private static final int FIXED = 3;

    private final ReaderLimits limits;
    private final Set<String> flows;
    private final String fileName;

    SdmxCsvReader(ReaderLimits limits, Set<String> flows, String fileName) {
        this.limits = limits;
        this.flows = flows;
        this.fileName = fileName;
    }

    @Override
    public void read(InputStream body, RowSink sink, FileFindings findings) throws IOException {
        CsvRows rows = new CsvRows(body, limits, SdmxComponents.CELLS, findings);
        SdmxComponents components = new SdmxComponents(limits.maxColumns());
        int[] cellOf = columns(rows, components);
        SdmxRowMapper mapper = new SdmxRowMapper(flows, fileName, findings);
        rows.read(cellOf, (line, cells) -> mapper.map(line, cells, components), sink);
        mapper.conclude();
        components.conclude(findings);
    }

    private static int[] columns(CsvRows rows, SdmxComponents components) {
        List<String> header = rows.header();
        boolean[] names = names(header);
        int lastOfKey = -1;
        for (int i = 0; i < names.length; i++) {
            @Nullable SdmxConcept concept = SdmxConcept.of(id(header.get(i)));
            if (!names[i] && concept != null && concept.ofKey()) {
                lastOfKey = i;
            }
        }
        int[] cellOf = new int[names.length];
        for (int i = 0; i < names.length; i++) {
            String id = id(header.get(i));
            // Without its structure a column may be a dimension or not; providers write attributes last.
            cellOf[i] =
                    names[i] || id.isEmpty() ? -1 : components.add(id, i < lastOfKey ? Role.UNKNOWN : Role.ATTRIBUTE);
        }
        List<String> missing = components.missing();
        if (!missing.isEmpty()) {
            throw rows.badHeader(
                    String.join(",", header),
                    "lacks " + String.join("; ", missing),
                    "the components of a data flow of trade in goods, see the documentation of trade-service");
        }
        return cellOf;
    }

    /** {@code STRUCTURE[;]}, {@code ATTR[en;fr]} and {@code FREQ: Frequency} without what follows the id. */
    private static String id(String column) {
        return column.replaceFirst("(?s)\\s*[:\\[].*", "");
    }

    /** Which columns are names of the codes before them: with {@code labels=name} each code has one. */
    private static boolean[] names(List<String> header) {
        boolean[] names = new boolean[header.size()];
        int period = header.indexOf(SdmxConcept.PERIOD.label());
        boolean named = header.contains("STRUCTURE_NAME")
                || (period >= 0 && period + 1 < names.length && isName(header.get(period + 1)));
        for (int i = FIXED; named && i < names.length; i++) {
            names[i] = !names[i - 1] && isNameOf(header.get(i), header.get(i - 1));
        }
        return names;
    }

    /** Eurostat's ids are in small letters, so one that is known is no name, but of a code that means the same. */
    private static boolean isNameOf(String column, String before) {
        @Nullable SdmxConcept concept = SdmxConcept.of(column);
        return isName(column) && (concept == null || concept == SdmxConcept.of(before));
    }

    /** Providers that write names write their ids in capitals. */
    private static boolean isName(String column) {
        return !column.equals(column.toUpperCase(Locale.ROOT));
    }
}
