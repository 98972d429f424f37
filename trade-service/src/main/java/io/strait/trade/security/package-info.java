/** Who may do what: roles viewer, contributor and admin of a bearer token, and the switch for public reading. */
@NullMarked
package io.strait.trade.security;

import org.jspecify.annotations.NullMarked;
