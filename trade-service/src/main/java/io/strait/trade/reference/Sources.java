package io.strait.trade.reference;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.strait.trade.problem.ExpectedException;
import io.strait.trade.problem.Nearest;
import io.strait.trade.problem.ProblemException;
import io.strait.trade.problem.ProblemType;
import io.strait.trade.problem.Violation;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The sources: listed, and declared by contributors. */
@ApplicationScoped
public class Sources {
    static final int MAX_SOURCES = 1000;
    static final Pattern CODE = Pattern.compile("[A-Z][A-Z0-9_]{1,31}");
    static final String CODE_EXPECTED = "2 to 32 of A-Z, 0-9 and _, a letter first";

    /** Whether the source is new. */
    record Declared(Source source, boolean added) {}

    /** How long a source's new name may be unknown to the other replicas. */
    private static final Duration MAX_AGE = Duration.ofSeconds(1);

    private final SourceRepository repository;
    private final Recent<List<Source>> recent =
            new Recent<>(MAX_AGE, () -> QuarkusTransaction.joiningExisting().call(this::read));

    Sources(SourceRepository repository) {
        this.repository = repository;
    }

    /** In the order of their codes; about a second old. */
    public List<Source> list() {
        return recent.list();
    }

    /** In the order of their codes, as they are now. */
    public List<Source> fresh() {
        return recent.fresh();
    }

    /**
     * A source by its code; one that is not known may have been declared a moment ago, at another replica.
     *
     * @throws ExpectedException that names the valid codes
     */
    public Source parse(String code) {
        try {
            return parse(code, list());
        } catch (ExpectedException e) {
            return parse(code, fresh());
        }
    }

    private List<Source> read() {
        return repository.all();
    }

    /** @throws ExpectedException that names the valid codes */
    public static Source parse(String code, List<Source> sources) {
        String text = code.toUpperCase(Locale.ROOT);
        return sources.stream()
                .filter(source -> source.code().equals(text))
                .findFirst()
                .orElseThrow(() -> new ExpectedException(
                        "no such source",
                        Nearest.hint(code, sources, Source::code)
                                        .map(hint -> hint + "; ")
                                        .orElse("")
                                + "one of "
                                + sources.stream().map(Source::code).limit(20).collect(Collectors.joining(", "))
                                + (sources.size() > 20 ? ", …: GET /trade/v1/sources" : "")));
    }

    /**
     * Adds the source, or changes name and URL.
     *
     * @throws ProblemException CONFLICT when a source that has figures would stop being a demonstration: its made-up
     *     figures would then be read as real ones
     */
    @Transactional
    Declared declare(Source source) {
        recent.forget();
        if (repository.findByIdOptional(source.code()).isEmpty() && repository.count() >= MAX_SOURCES) {
            throw new ProblemException(
                    ProblemType.CONFLICT, "There are " + MAX_SOURCES + " sources already, which is the most");
        }
        if (repository.add(source)) {
            return new Declared(source, true);
        }
        SourceEntity held = repository.lock(source.code());
        if (held.demonstration && !source.demonstration() && repository.isUsed(source.code())) {
            throw new ProblemException(
                    ProblemType.CONFLICT,
                    "Source " + source.code() + " has made-up figures, which would then be read as real ones:"
                            + " declare another source for the real ones",
                    List.of(new Violation(
                            "demonstration", "false", "cannot change from true once there are figures", "true")));
        }
        held.name = source.name();
        held.url = source.url();
        held.demonstration = source.demonstration();
        return new Declared(source, false);
    }
}
