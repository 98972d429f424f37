/** How this service says no: one list of problem types, one place that renders them (RFC 9457). */
@NullMarked
package io.strait.supplychain.problem;

import org.jspecify.annotations.NullMarked;
