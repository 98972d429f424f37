/** Facts and revisions in PostgreSQL. Entities do not leave this package. */
@NullMarked
package io.strait.supplychain.catalogue.storage;

import org.jspecify.annotations.NullMarked;
