/** Scenarios and their runs in the database; the runs are a queue that replicas share. */
@NullMarked
package io.strait.supplychain.scenario.storage;

import org.jspecify.annotations.NullMarked;
