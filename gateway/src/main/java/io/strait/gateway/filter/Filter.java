package io.strait.gateway.filter;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A predicate over an event, in the dialects of the CloudEvents Subscriptions API. Immutable and thread-safe; filters that
 * say the same in the same words, in whatever order, are equal values. {@link All#of} and {@link Any#of} put them into
 * the one order.
 */
public sealed interface Filter
        permits Filter.Exact,
                Filter.Prefix,
                Filter.Suffix,
                Filter.About,
                Filter.AboutPrefix,
                Filter.All,
                Filter.Any,
                Filter.Not,
                Sql {
    /** Lets every event through. */
    Filter EVERYTHING = new All(List.of());

    /** Never throws, whatever the event. */
    boolean matches(Attributes event);

    /** The attribute is there and equals {@code value}. */
    record Exact(String attribute, String value) implements Filter {
        @Override
        public boolean matches(Attributes event) {
            return value.equals(event.attribute(attribute));
        }
    }

    /** The attribute is there and starts with {@code prefix}. */
    record Prefix(String attribute, String prefix) implements Filter {
        @Override
        public boolean matches(Attributes event) {
            String value = event.attribute(attribute);
            return value != null && value.startsWith(prefix);
        }
    }

    /** The attribute is there and ends with {@code suffix}. */
    record Suffix(String attribute, String suffix) implements Filter {
        @Override
        public boolean matches(Attributes event) {
            String value = event.attribute(attribute);
            return value != null && value.endsWith(suffix);
        }
    }

    /** The data says that the event is about {@code value}. */
    record About(Dimension dimension, String value) implements Filter {
        @Override
        public boolean matches(Attributes event) {
            return event.about(dimension).contains(value);
        }
    }

    /** The data says that the event is about something that starts with {@code prefix}. */
    record AboutPrefix(Dimension dimension, String prefix) implements Filter {
        @Override
        public boolean matches(Attributes event) {
            for (String value : event.about(dimension)) {
                if (value.startsWith(prefix)) {
                    return true;
                }
            }
            return false;
        }
    }

    /** The filter does not match: also where the event lacks what it asks for. */
    record Not(Filter filter) implements Filter {
        @Override
        public boolean matches(Attributes event) {
            return !filter.matches(event);
        }
    }

    /** Every one of {@code filters} matches; none of them is no condition. */
    record All(List<Filter> filters) implements Filter {
        public All {
            filters = List.copyOf(filters);
        }

        /** One filter is that filter. */
        static Filter of(List<Filter> filters) {
            Set<Filter> flat = new LinkedHashSet<>();
            for (Filter filter : filters) {
                if (filter instanceof All all) {
                    flat.addAll(all.filters());
                } else {
                    flat.add(filter);
                }
            }
            return flat.size() == 1 ? flat.iterator().next() : new All(ordered(flat));
        }

        @Override
        public boolean matches(Attributes event) {
            for (Filter filter : filters) {
                if (!filter.matches(event)) {
                    return false;
                }
            }
            return true;
        }
    }

    /** At least one of {@code filters} matches. */
    record Any(List<Filter> filters) implements Filter {
        public Any {
            filters = List.copyOf(filters);
        }

        /** One filter is that filter. */
        static Filter of(List<Filter> filters) {
            Set<Filter> flat = new LinkedHashSet<>();
            for (Filter filter : filters) {
                if (filter instanceof Any any) {
                    flat.addAll(any.filters());
                } else {
                    flat.add(filter);
                }
            }
            return flat.size() == 1 ? flat.iterator().next() : new Any(ordered(flat));
        }

        @Override
        public boolean matches(Attributes event) {
            for (Filter filter : filters) {
                if (filter.matches(event)) {
                    return true;
                }
            }
            return false;
        }
    }

    /** By their words, and expressions last: where something cheaper decides, they are not evaluated. */
    private static List<Filter> ordered(Set<Filter> filters) {
        List<Filter> list = new ArrayList<>(filters);
        list.sort(Comparator.<Filter, Boolean>comparing(filter -> filter instanceof Sql)
                .thenComparing(Filter::toString));
        return list;
    }
}
