/**
 * Risk measures over arrays and values: concentration, systemic risk, shortage over time, sensitivity to what is
 * unknown. Plain Java, from published formulas: no container, no HTTP, no SQL.
 */
@NullMarked
package io.strait.supplychain.risk;

import org.jspecify.annotations.NullMarked;
