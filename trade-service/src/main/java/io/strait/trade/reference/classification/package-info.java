/** What commodity codes are called and which is part of which, by import. */
@NullMarked
package io.strait.trade.reference.classification;

import org.jspecify.annotations.NullMarked;
