package io.strait.supplychain.exposure.figures;

import java.util.Set;
import java.util.TreeSet;

/**
 * Which figures are kept: of these codes and narrower ones, reported by these areas.
 *
 * @param revision of the catalogue that they are of
 * @param leftOut codes beyond the bound
 */
public record Watch(long revision, Set<String> codes, Set<String> reporters, int leftOut) {
    public Watch {
        codes = new TreeSet<>(codes);
        reporters = new TreeSet<>(reporters);
    }

    public boolean wants(ImportSeries series) {
        return reporters.contains(series.reporter()) && covers(series.commodity());
    }

    private boolean covers(String commodity) {
        for (int digits = 2; digits <= commodity.length(); digits++) {
            if (codes.contains(commodity.substring(0, digits))) {
                return true;
            }
        }
        return false;
    }
}
