/** The dependency graph in memory and what is computed on it. Plain Java: no container, no HTTP, no SQL. */
@NullMarked
package io.strait.supplychain.graph;

import org.jspecify.annotations.NullMarked;
