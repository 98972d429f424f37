package io.strait.trade.ingest;

/** The table that holds the rows of one ingest from its upload until it is applied. */
record StagingTable(String ingestId) {
    /** In the order in which {@link StagingCopy} writes them. */
    static final String COLUMNS =
            "line, frequency, period_start, reporter, partner, partner2, flow, classification, commodity, customs,"
                    + " transport, supply, currency, status, primary_value, cif_value, fob_value, net_weight,"
                    + " gross_weight, quantity, quantity_unit, alt_quantity, alt_quantity_unit, estimated";

    StagingTable {
        if (!IngestIds.isId(ingestId)) {
            throw new IllegalArgumentException("ingest id: " + ingestId + " (expected: 26 letters and digits)");
        }
    }

    /** Fit to stand in a statement: an id has only letters and digits. */
    String name() {
        return "staging.i_" + ingestId;
    }

    /** Logged, as every table: what is acknowledged must outlive a crash of the database. */
    String create() {
        return "create table " + name() + """
                 (line bigint not null, frequency char(1) not null, period_start date not null,
                  reporter integer not null, partner integer not null, partner2 integer not null, flow text not null,
                  classification text not null, commodity text not null, customs text not null, transport text not null,
                  supply text not null, currency char(3) not null, status text not null, primary_value numeric,
                  cif_value numeric, fob_value numeric, net_weight numeric, gross_weight numeric, quantity numeric,
                  quantity_unit integer, alt_quantity numeric, alt_quantity_unit integer, estimated smallint not null)
                """;
    }

    String copy() {
        return "copy " + name() + " (" + COLUMNS + ") from stdin";
    }

    String drop() {
        return "drop table if exists " + name();
    }
}
