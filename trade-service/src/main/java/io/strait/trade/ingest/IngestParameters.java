package io.strait.trade.ingest;

import io.strait.trade.ingest.format.TradeFormat;
import io.strait.trade.problem.ExpectedException;
import io.strait.trade.problem.Instants;
import io.strait.trade.problem.Instants.DayEnd;
import io.strait.trade.problem.Nearest;
import io.strait.trade.problem.ProblemException;
import io.strait.trade.problem.Violation;
import io.strait.trade.series.VintageKind;
import jakarta.ws.rs.core.UriInfo;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Reads the parameters of one request and collects all that is wrong with them. */
final class IngestParameters {
    static final String PUBLISHED_AT_EXPECTED =
            "an instant (2024-10-15T00:00:00Z) or a date (2024-10-15: its beginning, UTC), not after today";

    private static final int DEFAULT_LIMIT = 100;
    private static final int MAX_LIMIT = 1000;

    private final List<Violation> violations = new ArrayList<>();

    /** Notes every query parameter that is not in {@code known}, and every one that stands twice. */
    IngestParameters(UriInfo uri, String... known) {
        Set<String> names = new TreeSet<>(Arrays.asList(known));
        uri.getQueryParameters().forEach((name, values) -> {
            if (!names.contains(name)) {
                String near = Nearest.hint(name, names, n -> n)
                        .map(hint -> hint + "; ")
                        .orElse("");
                violations.add(new Violation(
                        name,
                        values.isEmpty() ? null : values.get(0),
                        "is no parameter of this resource",
                        names.isEmpty() ? "no parameters" : near + "only " + String.join(", ", names)));
            } else if (values.size() > 1) {
                violations.add(new Violation(name, String.join(",", values), "stands twice", "one value"));
            }
        });
    }

    /** @throws ProblemException that names all of it, when something is wrong */
    void check() {
        if (!violations.isEmpty()) {
            throw ProblemException.invalid(violations);
        }
    }

    String source(@Nullable String value, List<String> sources) {
        if (value == null || !sources.contains(value)) {
            violations.add(new Violation(
                    "source",
                    value,
                    value == null ? "is missing" : "is no known source",
                    "one of " + String.join(", ", sources)));
            return "";
        }
        return value;
    }

    @Nullable
    TradeFormat format(@Nullable String value) {
        TradeFormat format = value == null ? null : TradeFormat.ofCode(value).orElse(null);
        if (value != null && format == null) {
            violations.add(new Violation("format", value, "is no format read here", "one of " + TradeFormat.codes()));
        }
        return format;
    }

    @Nullable
    VintageKind vintageKind(@Nullable String value) {
        if (value == null) {
            return null;
        }
        try {
            return VintageKind.parse(value);
        } catch (IllegalArgumentException e) {
            violations.add(new Violation("vintageKind", value, "is no kind of vintage", VintageKind.EXPECTED));
            return null;
        }
    }

    @Nullable
    Instant publishedAt(@Nullable String value, Instants instants) {
        if (value == null) {
            return null;
        }
        try {
            return instants.past(value, DayEnd.FIRST, "is no instant and no date", PUBLISHED_AT_EXPECTED);
        } catch (ExpectedException e) {
            violations.add(new Violation("publishedAt", value, e.reason(), e.expected()));
            return null;
        }
    }

    @Nullable
    Replacement replacement(@Nullable String value) {
        if (value == null) {
            return null;
        }
        try {
            return Replacement.parse(value);
        } catch (IllegalArgumentException e) {
            violations.add(new Violation("replace", value, "is nothing that a file can replace", Replacement.EXPECTED));
            return null;
        }
    }

    boolean flag(String name, @Nullable String value) {
        if (value != null && !value.equals("true") && !value.equals("false")) {
            violations.add(new Violation(name, value, "is neither", "true or false"));
        }
        return "true".equals(value);
    }

    @Nullable
    String idempotencyKey(@Nullable String value) {
        if (value != null
                && (value.isEmpty() || value.length() > 255 || !value.chars().allMatch(c -> c > ' ' && c <= '~'))) {
            violations.add(new Violation(
                    "Idempotency-Key", value, "is no key", "1 to 255 printable ASCII characters without spaces"));
        }
        return value;
    }

    @Nullable
    IngestState state(@Nullable String value) {
        if (value == null) {
            return null;
        }
        for (IngestState state : IngestState.values()) {
            if (state.name().equals(value)) {
                return state;
            }
        }
        violations.add(new Violation(
                "state", value, "is no state of an ingest", "one of " + Arrays.toString(IngestState.values())));
        return null;
    }

    int limit(@Nullable String value) {
        if (value == null) {
            return DEFAULT_LIMIT;
        }
        if (value.matches("[0-9]{1,4}")) {
            int limit = Integer.parseInt(value);
            if (limit >= 1 && limit <= MAX_LIMIT) {
                return limit;
            }
        }
        violations.add(new Violation("limit", value, "is no page size", "1 to " + MAX_LIMIT));
        return DEFAULT_LIMIT;
    }

    @Nullable
    ListPosition listPosition(@Nullable String cursor) {
        if (cursor == null) {
            return null;
        }
        ListPosition position = ListPosition.parse(cursor).orElse(null);
        if (position == null) {
            violations.add(badCursor(cursor));
        }
        return position;
    }

    long cursorIsNumber(@Nullable String value) {
        if (value == null) {
            return 0;
        }
        if (value.matches("[0-9]{1,18}")) {
            return Long.parseLong(value);
        }
        violations.add(badCursor(value));
        return 0;
    }

    /** @param accepted what the Accept header asks for */
    RejectsFormat rejectsFormat(@Nullable String format, RejectsFormat accepted) {
        if (format == null) {
            return accepted;
        }
        for (RejectsFormat offered : RejectsFormat.values()) {
            if (offered.name().toLowerCase(Locale.ROOT).equals(format)) {
                return offered;
            }
        }
        violations.add(new Violation("format", format, "is no format offered here", RejectsFormat.EXPECTED));
        return accepted;
    }

    private static Violation badCursor(String value) {
        return new Violation("cursor", value, "is no cursor of this list", "the member next of a page");
    }
}
