/**
 * The reverse proxy: bodies flow both ways piece by piece, each side waiting for the other, and nothing is kept. What
 * comes in here has passed {@code security}.
 */
@NullMarked
package io.strait.gateway.route;

import org.jspecify.annotations.NullMarked;
