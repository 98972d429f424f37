/** Code lists: areas, flows, units, sources. */
@NullMarked
package io.strait.trade.reference;

import org.jspecify.annotations.NullMarked;
