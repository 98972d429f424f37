/**
 * Risk measures over HTTP. Thin: parse, call, answer. All resources have the class path {@code /supplychain/v1}: a longer
 * one would hide the other's methods from the router.
 */
@NullMarked
package io.strait.supplychain.risk.resource;

import org.jspecify.annotations.NullMarked;
