/** The analyst's arithmetic; plain Java that knows no container, no HTTP and no SQL. */
@NullMarked
package io.strait.trade.analysis;

import org.jspecify.annotations.NullMarked;
