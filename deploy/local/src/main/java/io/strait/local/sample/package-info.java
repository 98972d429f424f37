/** The figures and links that a local run starts with: made up by a written rule, or real with their source. */
@NullMarked
package io.strait.local.sample;

import org.jspecify.annotations.NullMarked;
