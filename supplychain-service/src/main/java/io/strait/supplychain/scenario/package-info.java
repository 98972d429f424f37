/** What would stop, and when: shocks to the catalogue's makers, computed day by day as jobs that can be repeated. */
@NullMarked
package io.strait.supplychain.scenario;

import org.jspecify.annotations.NullMarked;
