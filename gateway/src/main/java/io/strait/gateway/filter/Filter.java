package io.strait.gateway.filter;

import java.util.List;

/**
 * A predicate over an event's attributes, in the dialects of the CloudEvents Subscriptions API. Immutable; equal filters
 * are equal values. The further dialects ({@code suffix}, {@code not}, CESQL) are new cases of this type.
 */
public sealed interface Filter {
    /** Lets every event through. */
    Filter EVERYTHING = new All(List.of());

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

    /** Every one of {@code filters} matches; none of them is no condition. */
    record All(List<Filter> filters) implements Filter {
        public All {
            filters = List.copyOf(filters);
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
}
