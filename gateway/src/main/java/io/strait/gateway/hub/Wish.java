package io.strait.gateway.hub;

import io.strait.gateway.filter.Filter;

/**
 * What a subscriber wants.
 *
 * @param filter what of the stream
 * @param start from where on
 * @param newestOnly whether of the events that wait while it is behind only the latest of each subject and type is of
 *     interest
 */
public record Wish(Filter filter, Start start, boolean newestOnly) {}
