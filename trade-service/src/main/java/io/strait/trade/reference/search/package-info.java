/** Finds codes by what people call things. */
@NullMarked
package io.strait.trade.reference.search;

import org.jspecify.annotations.NullMarked;
