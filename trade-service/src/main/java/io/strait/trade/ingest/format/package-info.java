/**
 * Readers of trade files, one a format: a stream in, one outcome a row out, nothing kept. Plain Java that knows no
 * container, no HTTP and no SQL.
 */
@NullMarked
package io.strait.trade.ingest.format;

import org.jspecify.annotations.NullMarked;
