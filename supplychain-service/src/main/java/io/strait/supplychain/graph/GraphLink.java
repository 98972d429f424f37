package io.strait.supplychain.graph;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One fact that connects: goods flow from {@code from} to each of {@code to}. Immutable.
 *
 * @param to of a requirement the node that needs; of a supply the input, then the recipient where one is named
 * @param essentiality of a requirement; {@link Essentiality#UNKNOWN} on all others, which have none
 */
public record GraphLink(String id, LinkKind kind, String from, List<String> to, Essentiality essentiality) {
    /** @throws IllegalArgumentException where there are more ends than the kind of link has */
    public GraphLink {
        to = List.copyOf(to);
        int most = kind == LinkKind.SUPPLY ? 2 : 1;
        if (to.isEmpty() || to.size() > most) {
            throw new IllegalArgumentException("to: " + to.size() + " ends (expected: 1 to " + most + ")");
        }
    }

    /** {@code node} needs {@code input}. */
    public static GraphLink requirement(String id, String node, String input, Essentiality essentiality) {
        return new GraphLink(id, LinkKind.REQUIREMENT, input, List.of(node), essentiality);
    }

    /** {@code supplier} delivers {@code input} to {@code recipient}, or to anyone where that is null. */
    public static GraphLink supply(String id, String supplier, String input, @Nullable String recipient) {
        List<String> to = recipient == null ? List.of(input) : List.of(input, recipient);
        return new GraphLink(id, LinkKind.SUPPLY, supplier, to, Essentiality.UNKNOWN);
    }
}
