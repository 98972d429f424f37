package io.strait.supplychain.catalogue.storage;

import io.strait.supplychain.catalogue.model.NodeKind;
import io.strait.supplychain.catalogue.model.Share;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import javax.sql.DataSource;

/** Who delivers an input to anyone, with what the market needs to know of each supplier. Thread-safe. */
@ApplicationScoped
public class MarketReads {
    /** @param collective the supplier stands for several unnamed ones */
    public record Offer(String supplier, NodeKind kind, boolean collective, Share share) {}

    private final Queries queries;

    MarketReads(DataSource database) {
        queries = new Queries(database);
    }

    /** The supplies of an input at a revision that name no recipient, by id. */
    public List<Offer> offers(String input, long revision) {
        String sql = "with asked as (select ?::bigint as revision, ?::text as input) "
                + "select s.supplier, n.kind, n.collective, s.share_low, s.share_high, s.share_negligible from ("
                + Queries.valid(
                        "supply",
                        "id, supplier, share_low, share_high, share_negligible",
                        "input = (select input from asked) and recipient is null")
                + ") s join node n on n.id = s.supplier and n.valid_from_revision <= (select revision from asked)"
                + " and (n.valid_to_revision is null or n.valid_to_revision > (select revision from asked))"
                + " order by s.id";
        return queries.list(
                sql,
                query -> {
                    query.setLong(1, revision);
                    query.setString(2, input);
                },
                row -> new Offer(
                        row.getString(1),
                        FactRow.code(NodeKind.class, row.getString(2)),
                        row.getBoolean(3),
                        SupplyRow.share(row.getBigDecimal(4), row.getBigDecimal(5), row.getBoolean(6))));
    }
}
