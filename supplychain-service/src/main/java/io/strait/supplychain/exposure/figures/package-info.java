/** Import figures and what is computed of them: plain Java, no container, no HTTP, no SQL, no Kafka. */
@NullMarked
package io.strait.supplychain.exposure.figures;

import org.jspecify.annotations.NullMarked;
