/** Who calls, and whether a caller may: bearer tokens, roles, the switch for public reading. */
@NullMarked
package io.strait.supplychain.security;

import org.jspecify.annotations.NullMarked;
