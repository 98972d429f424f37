package io.strait.supplychain.risk.storage;

import io.strait.supplychain.catalogue.model.Share;
import io.strait.supplychain.catalogue.storage.StorageException;
import io.strait.supplychain.risk.Market;
import io.strait.supplychain.risk.SupplierShare;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

/** Reads the markets of many inputs at once, in the caller's transaction where there is one. Thread-safe. */
@ApplicationScoped
@Transactional(TxType.SUPPORTS)
public class MarketReads {
    private static final String COLUMNS = """
            select s.input, s.supplier, n.kind, n.collective, coalesce(s.area_of_origin, n.area),
                   s.share_low, s.share_high, s.share_negligible, s.id
            from supply s join node n on n.id = s.supplier
            where s.recipient is null and s.input = any(?)
            """;
    private static final String NOW = COLUMNS + """
            and s.valid_to_revision is null and n.valid_to_revision is null
            order by s.input, s.id""";
    private static final String AT = """
            select * from (
            """ + COLUMNS + """
            and s.valid_to_revision is null and s.valid_from_revision <= ?
            and n.valid_from_revision <= ? and (n.valid_to_revision is null or n.valid_to_revision > ?)
            union all
            """ + COLUMNS + """
            and s.valid_to_revision > ? and s.valid_from_revision <= ?
            and n.valid_from_revision <= ? and (n.valid_to_revision is null or n.valid_to_revision > ?)
            ) offers order by input, id""";

    private final DataSource database;

    MarketReads(DataSource database) {
        this.database = database;
    }

    /** As it is now, within a transaction that changes it too. An input that nobody delivers has no market. */
    public Map<String, Market> now(Collection<String> inputs) {
        try (Connection connection = database.getConnection();
                PreparedStatement query = connection.prepareStatement(NOW)) {
            query.setArray(1, connection.createArrayOf("text", inputs.toArray()));
            return read(query);
        } catch (SQLException e) {
            throw new StorageException(e);
        }
    }

    /** As it was at a revision. Two selects, so that the indexes of current versions serve one of them. */
    public Market at(String input, long revision) {
        try (Connection connection = database.getConnection();
                PreparedStatement query = connection.prepareStatement(AT)) {
            Object one = connection.createArrayOf("text", new String[] {input});
            query.setObject(1, one);
            query.setLong(2, revision);
            query.setLong(3, revision);
            query.setLong(4, revision);
            query.setObject(5, one);
            for (int i = 6; i <= 9; i++) {
                query.setLong(i, revision);
            }
            return read(query).getOrDefault(input, new Market(List.of(), List.of()));
        } catch (SQLException e) {
            throw new StorageException(e);
        }
    }

    private record Lists(List<Market.Maker> makers, List<SupplierShare> areas) {
        Lists() {
            this(new ArrayList<>(), new ArrayList<>());
        }
    }

    private static Map<String, Market> read(PreparedStatement query) throws SQLException {
        Map<String, Lists> lists = new HashMap<>();
        try (ResultSet rows = query.executeQuery()) {
            while (rows.next()) {
                Lists market = lists.computeIfAbsent(rows.getString(1), none -> new Lists());
                SupplierShare share = new SupplierShare(rows.getString(2), share(rows), rows.getBoolean(4));
                if (rows.getString(3).equals("area")) {
                    market.areas().add(share);
                } else {
                    market.makers().add(new Market.Maker(share, rows.getString(5)));
                }
            }
        }
        Map<String, Market> markets = new HashMap<>();
        lists.forEach((input, market) -> markets.put(input, new Market(market.makers(), market.areas())));
        return markets;
    }

    private static Share share(ResultSet row) throws SQLException {
        BigDecimal low = row.getBigDecimal(6);
        BigDecimal high = row.getBigDecimal(7);
        if (low != null && high != null) {
            return new Share.Known(low, high);
        }
        return row.getBoolean(8) ? Share.NEGLIGIBLE : Share.UNKNOWN;
    }

    /** Which inputs each of some suppliers delivers to anyone now. */
    public Map<String, List<String>> inputsOf(Collection<String> suppliers) {
        Map<String, List<String>> inputs = new HashMap<>();
        try (Connection connection = database.getConnection();
                PreparedStatement query = connection.prepareStatement("""
                        select supplier, input from supply
                        where valid_to_revision is null and recipient is null and supplier = any(?)""")) {
            query.setArray(1, connection.createArrayOf("text", suppliers.toArray()));
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    inputs.computeIfAbsent(rows.getString(1), none -> new ArrayList<>())
                            .add(rows.getString(2));
                }
            }
        } catch (SQLException e) {
            throw new StorageException(e);
        }
        return inputs;
    }

    /** Inputs that have a market and of which no measure is kept. */
    public List<String> unmeasured() {
        List<String> inputs = new ArrayList<>();
        try (Connection connection = database.getConnection();
                PreparedStatement query = connection.prepareStatement("""
                        select distinct input from supply s
                        where valid_to_revision is null and recipient is null
                          and not exists (select from risk_measure m where m.node = s.input)""");
                ResultSet rows = query.executeQuery()) {
            while (rows.next()) {
                inputs.add(rows.getString(1));
            }
        } catch (SQLException e) {
            throw new StorageException(e);
        }
        return inputs;
    }
}
