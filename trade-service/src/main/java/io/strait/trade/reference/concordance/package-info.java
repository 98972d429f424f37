/** How codes of one classification become codes of another: weights, and what cannot be converted. */
@NullMarked
package io.strait.trade.reference.concordance;

import org.jspecify.annotations.NullMarked;
