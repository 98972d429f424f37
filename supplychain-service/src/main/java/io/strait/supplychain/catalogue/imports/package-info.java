/** Readers of whole files: the five CSV files of the ETO data set, and NDJSON. */
@NullMarked
package io.strait.supplychain.catalogue.imports;

import org.jspecify.annotations.NullMarked;
