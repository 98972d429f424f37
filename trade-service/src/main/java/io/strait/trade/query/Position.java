package io.strait.trade.query;

import java.time.LocalDate;

/** The last figure of a page. */
record Position(String seriesKey, LocalDate periodStart) {}
