package io.strait.trade.reference.search;

/** A name that is not in a table of names: of an area or a group. */
record NamedThing(String kind, String code, String language, String name) {}
