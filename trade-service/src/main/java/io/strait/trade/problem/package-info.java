/** Errors as RFC 9457 problem details. */
@NullMarked
package io.strait.trade.problem;

import org.jspecify.annotations.NullMarked;
