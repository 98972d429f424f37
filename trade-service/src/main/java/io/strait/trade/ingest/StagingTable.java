package io.strait.trade.ingest;

/**
 * The two tables that hold one ingest from its upload until it is applied: its rows, each with the number of its series,
 * and its series.
 */
record StagingTable(String ingestId) {
    StagingTable {
        if (!IngestIds.isId(ingestId)) {
            throw new IllegalArgumentException("ingest id: " + ingestId + " (expected: 26 letters and digits)");
        }
    }

    /** Of the rows; fit to stand in a statement: an id has only letters and digits. */
    String rows() {
        return "staging.i_" + ingestId;
    }

    /** Of the series. One that came again after {@link StagedSeries} was full stands there twice. */
    String series() {
        return "staging.s_" + ingestId;
    }

    /** Logged, as every table: what is acknowledged must outlive a crash of the database. */
    String create() {
        return """
                create table %s
                 (number integer not null, period_start date not null, line bigint not null, status text not null,
                  primary_value numeric, cif_value numeric, fob_value numeric, net_weight numeric,
                  gross_weight numeric, quantity numeric, quantity_unit integer, alt_quantity numeric,
                  alt_quantity_unit integer, estimated smallint not null);
                create table %s
                 (number integer not null, frequency char(1) not null, reporter integer not null,
                  partner integer not null, partner2 integer not null, flow text not null,
                  classification text not null, commodity text not null, customs text not null,
                  transport text not null, supply text not null, currency char(3) not null, rows integer not null,
                  first_period date not null, last_period date not null, repeats boolean not null)
                """.formatted(rows(), series());
    }

    /** In the order in which {@link StagingCopy} writes them. */
    String copyRows() {
        return "copy " + rows() + " (number, period_start, line, " + StagedRows.VALUES + ") from stdin";
    }

    String copySeries() {
        return "copy " + series() + " (number, " + StagedRows.DIMENSIONS
                + ", currency, rows, first_period, last_period, repeats) from stdin";
    }

    String drop() {
        return "drop table if exists " + rows() + ", " + series();
    }
}
