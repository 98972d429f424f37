package io.strait.trade.query;

import java.util.List;
import java.util.Set;

/**
 * How much detail a selection asks for, beyond the codes that it names.
 *
 * @param reporters which, where none is named
 * @param partners which, where none is named
 * @param withoutTotal breakdowns that are asked for by their parts only
 * @param levels digits of the commodities' codes, 0 is TOTAL; none for all
 */
record Detail(Choice reporters, Choice partners, Set<String> withoutTotal, List<Integer> levels) {
    static final Detail NONE = new Detail(Choice.PARTS, Choice.PARTS, Set.of(), List.of());
}
