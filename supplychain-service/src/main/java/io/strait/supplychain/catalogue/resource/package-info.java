/** The catalogue and its graph over HTTP. Thin: parse, call, answer. */
@NullMarked
package io.strait.supplychain.catalogue.resource;

import org.jspecify.annotations.NullMarked;
