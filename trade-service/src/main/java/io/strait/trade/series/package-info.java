/** Dimensions, periods, vintages and their storage: what a figure is and where it is kept. */
@NullMarked
package io.strait.trade.series;

import org.jspecify.annotations.NullMarked;
