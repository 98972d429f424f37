/** Reads whole markets as a set, and keeps what was measured by revision. */
@NullMarked
package io.strait.supplychain.risk.storage;

import org.jspecify.annotations.NullMarked;
