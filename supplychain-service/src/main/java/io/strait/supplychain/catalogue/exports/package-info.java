/** Writers of the whole catalogue at one revision, one a format: facts go in one by one, bytes go out. */
@NullMarked
package io.strait.supplychain.catalogue.exports;

import org.jspecify.annotations.NullMarked;
