package io.strait.supplychain.catalogue.model;

import io.strait.supplychain.problem.Violation;
import org.jspecify.annotations.Nullable;

/**
 * One fact as it was and as it shall be.
 *
 * @param before null where it is new
 * @param after null where it goes
 * @param origin where the change was asked for, among many at once
 */
public record Change(
        @Nullable Versioned before,
        @Nullable Fact after,
        @Nullable Origin origin) {

    /** Where a change was asked for, so that what is wrong with it can be found. */
    public sealed interface Origin permits Line, Member {
        /** The violation of the change, told with its place. */
        Violation locate(Violation violation);
    }

    /** A line of an imported file. */
    public record Line(String file, long line) implements Origin {
        @Override
        public Violation locate(Violation violation) {
            return violation.at(file, line, null);
        }
    }

    /**
     * A member of a JSON document.
     *
     * @param pointer RFC 6901
     */
    public record Member(String pointer) implements Origin {
        /** The same violation with its field as a pointer: {@code externalIds[0].code} is {@code /externalIds/0/code}. */
        @Override
        public Violation locate(Violation violation) {
            String below =
                    escape(violation.field()).replaceAll("\\[(\\d+)]", ".$1").replace('.', '/');
            return Violation.of(
                    pointer + (below.isEmpty() ? "" : "/" + below),
                    violation.value(),
                    violation.message(),
                    violation.expected());
        }

        /** The member of that name in the one pointed to. */
        public Member member(String name) {
            return new Member(pointer + "/" + escape(name));
        }

        private static String escape(String name) {
            return name.replace("~", "~0").replace("/", "~1");
        }
    }

    public Change {
        if (before == null && after == null) {
            throw new IllegalArgumentException("change: neither before nor after");
        }
    }

    /** The one that is there: after, or else before. */
    public Fact fact() {
        if (after != null) {
            return after;
        }
        if (before != null) {
            return before.fact();
        }
        throw new IllegalStateException("unreachable");
    }
}
