/** The outbox on real servers. */
package io.strait.events.outbox;
