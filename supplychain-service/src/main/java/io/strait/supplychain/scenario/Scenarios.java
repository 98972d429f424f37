package io.strait.supplychain.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.strait.supplychain.catalogue.Author;
import io.strait.supplychain.catalogue.Catalogue;
import io.strait.supplychain.catalogue.Editor;
import io.strait.supplychain.catalogue.FactBooks;
import io.strait.supplychain.catalogue.model.FactBook;
import io.strait.supplychain.catalogue.model.Json;
import io.strait.supplychain.catalogue.model.Node;
import io.strait.supplychain.catalogue.model.NodeKind;
import io.strait.supplychain.catalogue.storage.FactWrites;
import io.strait.supplychain.problem.ProblemException;
import io.strait.supplychain.problem.ProblemType;
import io.strait.supplychain.problem.Violation;
import io.strait.supplychain.scenario.model.Scenario;
import io.strait.supplychain.scenario.model.ScenarioComparison;
import io.strait.supplychain.scenario.model.ScenarioPlan;
import io.strait.supplychain.scenario.model.ScenarioPlanner;
import io.strait.supplychain.scenario.model.ScenarioReader;
import io.strait.supplychain.scenario.model.ScenarioWriter;
import io.strait.supplychain.scenario.storage.RunState;
import io.strait.supplychain.scenario.storage.ScenarioStore;
import io.strait.supplychain.scenario.storage.StoredRun;
import io.strait.supplychain.scenario.storage.StoredScenario;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Takes scenarios, checks that they can be computed, and leaves their runs to {@link ScenarioWorker}. Thread-safe. */
@ApplicationScoped
public class Scenarios {
    private final ScenarioStore store;
    private final Catalogue catalogue;
    private final FactBooks books;
    private final FactWrites writes;
    private final ScenarioWorker worker;
    private final ScenarioConfig config;
    private final ScenarioIds ids;
    private final Clock clock;

    Scenarios(
            ScenarioStore store,
            Catalogue catalogue,
            FactBooks books,
            FactWrites writes,
            ScenarioWorker worker,
            ScenarioConfig config,
            ScenarioIds ids,
            Clock clock) {
        this.store = store;
        this.catalogue = catalogue;
        this.books = books;
        this.writes = writes;
        this.worker = worker;
        this.config = config;
        this.ids = ids;
        this.clock = clock;
    }

    /** A scenario was added, or had been by the same request. */
    public record Created(String id, boolean replayed) {}

    /**
     * Adds a scenario and asks for its first run, on the last revision.
     *
     * @param id null to be given one
     * @throws ProblemException 422 where it names what is not there, hits nobody, or would be too large (with the
     *     estimated size); 409 where the id is taken; 503 where too many runs wait
     */
    public Created create(
            @Nullable String id, Scenario scenario, Author author, Editor.@Nullable Idempotency idempotency) {
        long revision = catalogue.revisionAt(null);
        demandComputable(books.at(revision), scenario);
        demandRoom();
        Created created = QuarkusTransaction.requiringNew().call(() -> {
            if (idempotency != null) {
                Optional<FactWrites.Remembered> before = writes.recall(author.name(), idempotency.key());
                if (before.isPresent()) {
                    return replay(before.get(), idempotency);
                }
            }
            String chosen = id == null ? ids.next() : id;
            String spec = Json.write(ScenarioWriter.write(scenario));
            if (!store.add(chosen, scenario.name(), spec, clock.instant(), author.name())) {
                throw ProblemException.of(ProblemType.CONFLICT, "There is a scenario " + chosen + " already.");
            }
            store.addRun(chosen, revision, author.name(), author.traceparent());
            if (idempotency != null) {
                String answer = Json.write(Json.object().put("id", chosen));
                writes.remember(
                        author.name(), idempotency.key(), new FactWrites.Remembered(idempotency.digest(), answer));
            }
            return new Created(chosen, false);
        });
        worker.wake();
        return created;
    }

    private static Created replay(FactWrites.Remembered before, Editor.Idempotency idempotency) {
        idempotency.demandSame(before);
        return new Created(Json.trusted(before.answer()).path("id").asText(), true);
    }

    /**
     * Asks for another run, on a revision or the last one.
     *
     * @return its number
     */
    public int run(String id, @Nullable Long revision, Author author) {
        Scenario scenario = parsed(find(id));
        long latest = catalogue.revisionAt(null);
        if (revision != null && revision > latest) {
            throw ProblemException.of(
                    ProblemType.INVALID_PARAMETER,
                    "There is no such revision.",
                    Violation.of("revision", revision.toString(), "is not there yet", "1 to " + latest));
        }
        long chosen = revision == null ? latest : revision;
        demandComputable(books.at(chosen), scenario);
        demandRoom();
        int number = QuarkusTransaction.requiringNew()
                .call(() -> store.addRun(id, chosen, author.name(), author.traceparent()));
        worker.wake();
        return number;
    }

    public StoredScenario find(String id) {
        return store.find(id)
                .orElseThrow(() -> ProblemException.of(ProblemType.NOT_FOUND, "There is no scenario " + id + "."));
    }

    public StoredRun findRun(String id, int number) {
        return store.findRun(id, number)
                .orElseThrow(() -> ProblemException.of(
                        ProblemType.NOT_FOUND, "There is no run " + number + " of a scenario " + id + "."));
    }

    /** @throws ProblemException 409 where the run is not completed, with where it stands */
    public JsonNode result(String id, int number) {
        StoredRun run = findRun(id, number);
        if (run.state() != RunState.COMPLETED) {
            throw ProblemException.of(
                            ProblemType.CONFLICT,
                            "The run is " + run.state().name() + ": there is no result"
                                    + (run.state().isOpen() ? " yet." : "."))
                    .with("state", run.state().name())
                    .with("progress", run.progress());
        }
        return Json.trusted(store.result(id, number)
                .orElseThrow(() -> ProblemException.of(ProblemType.NOT_FOUND, "The run was removed.")));
    }

    /** @throws ProblemException 409 where it has ended already */
    public void cancel(String id, int number) {
        StoredRun run = findRun(id, number);
        if (!run.state().isOpen()) {
            throw ProblemException.of(
                            ProblemType.CONFLICT, "The run is " + run.state().name() + "; there is nothing to cancel.")
                    .with("state", run.state().name());
        }
        store.cancel(id, number);
    }

    public void remove(String id) {
        if (!store.remove(id)) {
            throw ProblemException.of(ProblemType.NOT_FOUND, "There is no scenario " + id + ".");
        }
    }

    public ObjectNode compare(String id, int number, String otherId, int otherNumber) {
        JsonNode a = result(id, number);
        JsonNode b = result(otherId, otherNumber);
        FactBook bookB = books.at(b.path("revision").asLong());
        FactBook bookA = books.at(a.path("revision").asLong());
        return ScenarioComparison.of(a, b, bookA, bookB);
    }

    private static Scenario parsed(StoredScenario stored) {
        return parsed(stored.spec());
    }

    /** What this service has written itself. */
    static Scenario parsed(String spec) {
        List<Violation> violations = new ArrayList<>();
        Scenario scenario = ScenarioReader.read((ObjectNode) Json.trusted(spec), violations);
        if (scenario == null) {
            throw new IllegalStateException("a stored scenario cannot be read: " + violations);
        }
        return scenario;
    }

    private void demandRoom() {
        if (store.openRuns() >= config.maxOpenRuns()) {
            throw ProblemException.of(
                            ProblemType.UNAVAILABLE, config.maxOpenRuns() + " runs are waiting or being computed.")
                    .withHeader("Retry-After", "30");
        }
    }

    private void demandComputable(FactBook book, Scenario scenario) {
        List<Violation> violations = new ArrayList<>();
        for (int i = 0; i < scenario.shocks().size(); i++) {
            Scenario.Shock shock = scenario.shocks().get(i);
            for (String id : shock.nodes()) {
                demand(book, String.format(Locale.ROOT, "shocks[%d].nodes", i), id, false, violations);
            }
            for (String id : shock.inputs()) {
                demand(book, String.format(Locale.ROOT, "shocks[%d].inputs", i), id, true, violations);
            }
            if (shock.startDay() >= scenario.horizonDays()) {
                violations.add(Violation.of(
                        String.format(Locale.ROOT, "shocks[%d].startDay", i),
                        Integer.toString(shock.startDay()),
                        "is not within the horizon",
                        "below horizonDays, " + scenario.horizonDays()));
            }
        }
        if (!violations.isEmpty()) {
            throw Editor.unprocessable(violations);
        }
        try {
            ScenarioPlan plan = ScenarioPlanner.plan(book, scenario, config.maxMakers());
            if (plan.disruptions().isEmpty()) {
                throw ProblemException.of(
                        ProblemType.UNPROCESSABLE,
                        "The shocks hit nobody.",
                        Violation.of("shocks", null, "fit no maker of revision " + book.revision(), "filters that do"));
            }
            if (plan.cells() > config.maxCells()) {
                throw tooLarge(plan);
            }
        } catch (ScenarioPlanner.TooLargeException e) {
            throw ProblemException.of(ProblemType.UNPROCESSABLE, String.valueOf(e.getMessage()))
                    .with("maxMakers", config.maxMakers());
        }
    }

    private ProblemException tooLarge(ScenarioPlan plan) {
        return ProblemException.of(
                        ProblemType.UNPROCESSABLE,
                        "To compute this would take more than is computed here: fewer samples, a shorter horizon, no"
                                + " effects, or less unknown.")
                .with("estimatedCells", plan.cells())
                .with("maxCells", config.maxCells())
                .with("unknowns", plan.unknownCount());
    }

    private static void demand(FactBook book, String field, String id, boolean good, List<Violation> violations) {
        Optional<Node> node = book.node(id);
        if (node.isEmpty()) {
            violations.add(Violation.of(field, id, "is no node", "the id of a node that is there"));
        } else if (node.get().kind() == NodeKind.AREA) {
            violations.add(Violation.of(field, id, "is an area", "a node of another kind; areas go into areas"));
        } else if (good && node.get().kind().isSupplier()) {
            violations.add(Violation.of(
                    field, id, "is nothing that is made", "a material, part, equipment, process or product"));
        }
    }
}
