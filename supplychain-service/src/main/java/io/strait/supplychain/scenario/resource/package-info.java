/** Scenarios over HTTP. */
@NullMarked
package io.strait.supplychain.scenario.resource;

import org.jspecify.annotations.NullMarked;
