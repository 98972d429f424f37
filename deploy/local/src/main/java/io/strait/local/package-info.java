/**
 * PostgreSQL and Kafka without Docker, and the launcher that runs the whole system on one machine. The servers here
 * are also the test resources of the other modules.
 */
@NullMarked
package io.strait.local;

import org.jspecify.annotations.NullMarked;
