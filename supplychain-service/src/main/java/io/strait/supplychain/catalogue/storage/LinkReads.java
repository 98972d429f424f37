package io.strait.supplychain.catalogue.storage;

import io.strait.supplychain.catalogue.model.FactKind;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;

/** What links nodes at a revision, of the past too. Thread-safe. */
@ApplicationScoped
public class LinkReads {
    private static final String ASKED =
            "with asked as (select ?::bigint as revision, ?::text[] as ids, ?::int as most) ";
    private static final String IDS = "any((select ids from asked)::text[])";

    private final Queries queries;

    LinkReads(DataSource database) {
        queries = new Queries(database);
    }

    /**
     * Nodes next to some nodes in either direction, the first by id; the nodes themselves perhaps among them.
     *
     * @param types whether a wider type is next to its narrower ones
     * @param most how many to read at most
     */
    public Set<String> neighbours(
            Collection<String> nodes, Set<FactKind> links, boolean types, long revision, int most) {
        List<String> selects = new ArrayList<>();
        if (links.contains(FactKind.REQUIREMENT)) {
            selects.add(Queries.valid("requirement", "input as id", "node = " + IDS));
            selects.add(Queries.valid("requirement", "node as id", "input = " + IDS));
        }
        if (links.contains(FactKind.SUPPLY)) {
            selects.add(Queries.valid("supply", "supplier as id", "input = " + IDS + " or recipient = " + IDS));
            selects.add(Queries.valid("supply", "input as id", "supplier = " + IDS));
            selects.add(Queries.valid("supply", "recipient as id", "supplier = " + IDS + " and recipient is not null"));
        }
        if (types) {
            selects.add(Queries.valid("node", "unnest(type_of) as id", "id = " + IDS));
            selects.add(Queries.valid("node", "id", "type_of && (select ids from asked)::text[]"));
        }
        return Set.copyOf(ids(
                ASKED + "select distinct id from (" + String.join(" union all ", selects)
                        + ") found order by id limit (select most from asked)",
                nodes,
                revision,
                most));
    }

    /**
     * Ids of the links among some nodes, in order: those along which goods flow from one of them to another.
     *
     * @param most how many to read at most
     */
    public List<String> among(FactKind links, Collection<String> nodes, long revision, int most) {
        String ends =
                switch (links) {
                    case REQUIREMENT -> "node = " + IDS + " and input = " + IDS;
                    case SUPPLY -> "supplier = " + IDS + " and (input = " + IDS + " or recipient = " + IDS + ")";
                    case NODE -> throw new IllegalArgumentException("nesting is part of the node");
                };
        return ids(
                ASKED + "select id from (" + Queries.valid(links.code(), "id", ends)
                        + ") found order by id limit (select most from asked)",
                nodes,
                revision,
                most);
    }

    private List<String> ids(String sql, Collection<String> nodes, long revision, int most) {
        return queries.list(
                sql,
                query -> {
                    query.setLong(1, revision);
                    query.setArray(2, query.getConnection().createArrayOf("text", nodes.toArray()));
                    query.setInt(3, most);
                },
                row -> row.getString(1));
    }
}
