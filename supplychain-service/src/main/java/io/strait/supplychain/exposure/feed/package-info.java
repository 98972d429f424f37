/** Keeps the figures up to date: follows the events of trade-service, and fetches what they do not bring. */
@NullMarked
package io.strait.supplychain.exposure.feed;

import org.jspecify.annotations.NullMarked;
