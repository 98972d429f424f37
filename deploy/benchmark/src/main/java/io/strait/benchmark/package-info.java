/** The ruler: ratios between the packaged services and plain PostgreSQL, measured in one run on one machine. */
@NullMarked
package io.strait.benchmark;

import org.jspecify.annotations.NullMarked;
