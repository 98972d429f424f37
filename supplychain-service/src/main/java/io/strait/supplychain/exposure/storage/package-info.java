/** Import figures as they were at any instant, and how far they have been followed. */
@NullMarked
package io.strait.supplychain.exposure.storage;

import org.jspecify.annotations.NullMarked;
