/** End-to-end and fault tests: the packaged services, the real database, the real broker, through the gateway. */
@NullMarked
package io.strait.acceptance;

import org.jspecify.annotations.NullMarked;
