package io.strait.trade.reference;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.strait.trade.problem.ExpectedException;
import io.strait.trade.problem.Nearest;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The flows. Only migrations change them, so they are read once. Thread-safe. */
@ApplicationScoped
public class Flows {
    private final FlowRepository repository;
    private volatile List<Flow> flows = List.of();

    Flows(FlowRepository repository) {
        this.repository = repository;
    }

    public List<Flow> list() {
        if (flows.isEmpty()) {
            flows = QuarkusTransaction.joiningExisting().call(this::read);
        }
        return flows;
    }

    private List<Flow> read() {
        return repository.find("order by code").stream()
                .map(flow -> new Flow(flow.code, flow.parent, flow.name))
                .toList();
    }

    /** @throws ExpectedException that names the valid codes */
    public static Flow parse(String code, List<Flow> flows) {
        String text = code.toUpperCase(Locale.ROOT);
        return flows.stream()
                .filter(flow -> flow.code().equals(text))
                .findFirst()
                .orElseThrow(() -> new ExpectedException(
                        "no such flow",
                        Nearest.hint(code, flows, Flow::name, flow -> flow.code() + " (" + flow.name() + ")")
                                        .map(hint -> hint + "; ")
                                        .orElse("")
                                + "one of " + flows.stream().map(Flow::code).collect(Collectors.joining(", "))));
    }
}
