/** A scenario as values, its plan and its result: plain Java, that knows neither container nor HTTP nor SQL. */
@NullMarked
package io.strait.supplychain.scenario.model;

import org.jspecify.annotations.NullMarked;
