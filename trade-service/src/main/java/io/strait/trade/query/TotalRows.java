package io.strait.trade.query;

import java.util.List;
import java.util.Map;

/**
 * Figures added up.
 *
 * @param revision that was the newest when they were read; 0 when there are none: then it is not known
 * @param facets all of them, with the measures asked for
 * @param groups a page of them, in order
 * @param groupCount how many there are
 */
record TotalRows(long revision, List<FacetTally> facets, List<Group> groups, long groupCount) {
    /**
     * @param keys by their column; {@code period_start} as a day
     * @param rank by the first measure, largest first, equal ones alike; last when there is no value
     * @param tied how many groups have this value, itself among them
     */
    record Group(Map<String, String> keys, Tally tally, long rank, long tied) {
        String key(Dimension dimension) {
            return keys.getOrDefault(dimension.column(), "");
        }
    }
}
