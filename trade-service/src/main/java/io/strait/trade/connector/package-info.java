/** Figures fetched from where they are published: definitions, schedules, runs in parts; every answer goes the way of an upload. */
@NullMarked
package io.strait.trade.connector;

import org.jspecify.annotations.NullMarked;
