/** What there is and how it changes: nodes, requirements and supplies in revisions, and the graph that follows them. */
@NullMarked
package io.strait.supplychain.catalogue;

import org.jspecify.annotations.NullMarked;
