package io.strait.supplychain.catalogue.resource;

import io.strait.supplychain.problem.ProblemException;
import io.strait.supplychain.problem.ProblemType;
import io.strait.supplychain.problem.Violation;
import jakarta.ws.rs.core.MultivaluedMap;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads the query parameters of one request and collects everything that is wrong with them, so that the client learns
 * of all faults at once. Not thread-safe.
 */
public final class Parameters {
    private static final int MAX_LENGTH = 500;
    private static final int MAX_VALUES = 50;
    private static final String AS_OF_EXPECTED =
            "an instant (2024-10-27T00:00:00Z) or a date (2024-10-27: the end of that day, UTC), not after today";
    static final String MOMENT_EXPECTED = "a revision (12), " + AS_OF_EXPECTED;

    private final MultivaluedMap<String, String> given;
    private final Set<Violation> violations = new LinkedHashSet<>();

    /** @param known every parameter of the resource; any other is a violation that names them */
    public Parameters(MultivaluedMap<String, String> given, Set<String> known) {
        this.given = given;
        given.forEach((name, values) -> {
            if (!known.contains(name)) {
                violate(
                        name,
                        String.join(",", values),
                        "is no parameter of this resource",
                        known.isEmpty() ? "no parameter" : "one of: " + String.join(", ", new TreeSet<>(known)));
            }
        });
    }

    public void violate(String name, @Nullable String value, String message, String expected) {
        violations.add(Violation.of(name, value, message, expected));
    }

    /** Notes that a parameter is not given that must be. */
    public void require(String name, String expected) {
        if (!given.containsKey(name)) {
            violate(name, null, "is missing", expected);
        }
    }

    /** The one value of a parameter; null where it is not given, or not acceptable. */
    public @Nullable String text(String name, String expected) {
        List<String> values = given.get(name);
        if (values == null) {
            return null;
        }
        String value = values.get(0);
        if (values.size() > 1) {
            violate(name, String.join(",", values), "is given more than once", expected);
        } else if (value.isBlank() || value.length() > MAX_LENGTH || hasControl(value)) {
            violate(name, printable(value), "is blank, too long, or has control characters", expected);
        } else {
            return value;
        }
        return null;
    }

    /** One value that {@code parse} makes something of; empty is its way to refuse. */
    public <T> Optional<T> parsed(String name, String expected, Function<String, Optional<T>> parse) {
        String value = text(name, expected);
        if (value == null) {
            return Optional.empty();
        }
        Optional<T> parsed = parse.apply(value);
        if (parsed.isEmpty()) {
            violate(name, value, "is not acceptable", expected);
        }
        return parsed;
    }

    /** Comma-separated or repeated values, each once. */
    public <T> Set<T> parsedAll(String name, String expected, Function<String, Optional<T>> parse) {
        Set<T> all = new LinkedHashSet<>();
        List<String> values = given.get(name);
        if (values == null) {
            return all;
        }
        List<String> texts =
                values.stream().flatMap(v -> Arrays.stream(v.split(",", -1))).toList();
        if (texts.size() > MAX_VALUES) {
            violate(name, texts.size() + " values", "has too many values", "at most " + MAX_VALUES);
            return all;
        }
        for (String text : texts) {
            Optional<T> parsed = parse.apply(text.strip());
            parsed.ifPresentOrElse(
                    all::add, () -> violate(name, printable(text), "is not one of the known values", expected));
        }
        return all;
    }

    public long number(String name, long min, long max, long otherwise) {
        String expected = "a whole number from " + min + " to " + max;
        return parsed(name, expected, text -> {
                    try {
                        long number = Long.parseLong(text);
                        return number < min || number > max ? Optional.<Long>empty() : Optional.of(number);
                    } catch (NumberFormatException e) {
                        return Optional.empty();
                    }
                })
                .orElse(otherwise);
    }

    public boolean flag(String name) {
        return parsed(
                        name,
                        "true or false",
                        text -> text.equals("true") || text.equals("false")
                                ? Optional.of(Boolean.valueOf(text))
                                : Optional.empty())
                .orElse(false);
    }

    /** The instant that the past is to be read at; null is now. */
    public @Nullable Instant asOf(Clock clock) {
        return parsed("asOf", AS_OF_EXPECTED, Parameters::instant)
                .filter(asOf -> isPast("asOf", asOf, clock))
                .orElse(null);
    }

    private boolean isPast(String name, Instant at, Clock clock) {
        boolean past = !at.isAfter(endOf(LocalDate.now(clock.withZone(ZoneOffset.UTC))));
        if (!past) {
            violate(name, at.toString(), "is in the future", AS_OF_EXPECTED);
        }
        return past;
    }

    /** A revision, or else an instant. */
    record Moment(@Nullable Long revision, @Nullable Instant at) {}

    /** A moment of the catalogue's history; null where it is not given. */
    @Nullable
    Moment moment(String name, Clock clock) {
        return parsed(
                        name,
                        MOMENT_EXPECTED,
                        text -> text.matches("\\d{1,18}")
                                ? Optional.of(new Moment(Long.parseLong(text), null))
                                : instant(text).map(at -> new Moment(null, at)))
                .filter(moment -> moment.at() == null || isPast(name, moment.at(), clock))
                .orElse(null);
    }

    private static Optional<Instant> instant(String text) {
        try {
            // A plus that was not percent-encoded arrives as a space.
            return Optional.of(
                    text.contains("T")
                            ? OffsetDateTime.parse(text.replace(' ', '+')).toInstant()
                            : endOf(LocalDate.parse(text)));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Instant endOf(LocalDate day) {
        return day.atTime(LocalTime.MAX).toInstant(ZoneOffset.UTC);
    }

    /** @throws ProblemException 400 with every violation found, when there is one */
    public void check() {
        if (!violations.isEmpty()) {
            throw ProblemException.of(
                    ProblemType.INVALID_PARAMETER,
                    violations.size() == 1
                            ? "A parameter is not acceptable."
                            : violations.size() + " parameters are not acceptable.",
                    new ArrayList<>(violations));
        }
    }

    private static boolean hasControl(String text) {
        return text.chars().anyMatch(Character::isISOControl);
    }

    private static String printable(String text) {
        return text.replaceAll("\\p{Cntrl}", "?");
    }
}
