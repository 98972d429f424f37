/** Trade files in: receiving, staging, the difference to what is held, and its job. */
@NullMarked
package io.strait.trade.ingest;

import org.jspecify.annotations.NullMarked;
