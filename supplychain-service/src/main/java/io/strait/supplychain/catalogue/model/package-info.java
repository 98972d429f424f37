/** The facts of the catalogue as values, and their JSON form. Knows neither HTTP nor SQL. */
@NullMarked
package io.strait.supplychain.catalogue.model;

import org.jspecify.annotations.NullMarked;
