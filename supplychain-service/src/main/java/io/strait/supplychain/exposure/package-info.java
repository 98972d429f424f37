/** What imports say of where inputs come from, beside what the catalogue says; and what two areas need of each other. */
@NullMarked
package io.strait.supplychain.exposure;

import org.jspecify.annotations.NullMarked;
