/** When measures are computed: at every revision, or when asked for, and what is kept of them until the next revision. */
@NullMarked
package io.strait.supplychain.risk.measures;

import org.jspecify.annotations.NullMarked;
