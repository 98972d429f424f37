/** Exposure and dependence over HTTP. Thin: parse, call, answer. */
@NullMarked
package io.strait.supplychain.exposure.resource;

import org.jspecify.annotations.NullMarked;
