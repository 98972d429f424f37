/** Exchange rates by period, every version of them, and amounts of money from one currency to another. */
@NullMarked
package io.strait.trade.rate;

import org.jspecify.annotations.NullMarked;
