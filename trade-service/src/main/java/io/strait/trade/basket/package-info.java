/** Product groups: codes of any classification, in whole or by a share, and what their figures add up to. */
@NullMarked
package io.strait.trade.basket;

import org.jspecify.annotations.NullMarked;
