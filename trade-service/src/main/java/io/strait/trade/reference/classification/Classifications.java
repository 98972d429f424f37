package io.strait.trade.reference.classification;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.strait.trade.problem.ProblemException;
import io.strait.trade.problem.ProblemType;
import io.strait.trade.problem.VersionPrecondition;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/** Classifications and their items: read at a version, loaded as a whole or in part. */
@ApplicationScoped
public class Classifications {
    /**
     * What became of a load.
     *
     * @param version what it made; of the version before when it changed nothing
     * @param changed whether it changed something
     */
    record Loaded(ClassificationStore.Version version, boolean changed) {}

    private final ClassificationStore store;
    private final ObjectMapper json;

    Classifications(ClassificationStore store, ObjectMapper json) {
        this.store = store;
        this.json = json;
    }

    @Transactional
    List<ClassificationStore.Classification> list() {
        return store.list();
    }

    /** @throws ProblemException NOT_FOUND */
    @Transactional
    ClassificationStore.Classification get(String code) {
        return store.get(code)
                .orElseThrow(() -> new ProblemException(
                        ProblemType.NOT_FOUND,
                        "No classification " + code + " (GET /trade/v1/classifications lists them)"));
    }

    @Transactional
    List<Item> items(String classification, ClassificationStore.Filter filter, String after, int limit) {
        return store.items(classification, filter, after, limit);
    }

    /**
     * Declares a national classification, or changes its name and base.
     *
     * @return whether it is new
     * @throws ProblemException NOT_FOUND when the base is none; CONFLICT when there are too many
     */
    @Transactional
    boolean declare(String code, String name, String base) {
        store.lock();
        get(base);
        boolean there = store.get(code).isPresent();
        if (!there && store.list().size() >= ClassificationStore.MAX_CLASSIFICATIONS) {
            throw new ProblemException(
                    ProblemType.CONFLICT,
                    "There are " + ClassificationStore.MAX_CLASSIFICATIONS + " classifications, which is the most");
        }
        store.declare(code, name, base);
        return !there;
    }

    /**
     * Takes a table of items over: as another version, unless it says what is there.
     *
     * @param whole whether what is not in the table is no more
     * @throws ProblemException NOT_FOUND, MALFORMED_BODY, UNPROCESSABLE; PRECONDITION_FAILED, PRECONDITION_REQUIRED
     */
    @Transactional
    Loaded load(
            String code,
            String language,
            String source,
            String table,
            boolean whole,
            VersionPrecondition precondition,
            String editor) {
        store.lock();
        ClassificationStore.Classification held = get(code);
        precondition.check("The items of " + code, held.version() == 0 ? null : held.version());
        Set<String> staying = whole ? Set.of() : store.codes(code, language);
        Collection<Item> items =
                ItemTable.read(table, staying, held.base() != null, json).values();
        int next = held.version() + 1;
        if (next > ClassificationStore.MAX_VERSIONS) {
            throw new ProblemException(
                    ProblemType.CONFLICT, "There are " + ClassificationStore.MAX_VERSIONS + " versions already");
        }
        return store.load(code, next, language, source, items, whole, editor)
                .map(version -> new Loaded(version, true))
                .orElseGet(() -> new Loaded(store.version(code, held.version()).orElseThrow(), false));
    }
}
