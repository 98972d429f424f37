/**
 * How the gateway says no. Every error of its own leaves as an RFC 9457 problem document, made in one place; nothing
 * here knows who failed or why it was asked.
 */
@NullMarked
package io.strait.gateway.problem;

import org.jspecify.annotations.NullMarked;
