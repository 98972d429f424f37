/** The change-event contract, against its schemas, its examples and its document. */
package io.strait.events;
