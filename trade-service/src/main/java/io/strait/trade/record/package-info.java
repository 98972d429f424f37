/** Records that an ingest breaks: found in its transaction, and told by the same outbox. */
@NullMarked
package io.strait.trade.record;

import org.jspecify.annotations.NullMarked;
