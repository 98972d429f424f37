/** Figures out: observations by their dimensions. */
@NullMarked
package io.strait.trade.query;

import org.jspecify.annotations.NullMarked;
