/**
 * The catalogue, its graph and what is computed on it over HTTP. Thin: parse, call, answer. All resources below {@code
 * nodes} have the class path {@code /supplychain/v1}: a longer one would hide the other's methods from the router.
 */
@NullMarked
package io.strait.supplychain.catalogue.resource;

import org.jspecify.annotations.NullMarked;
