package io.strait.trade.query;

/** The ingest that brought something, and where it can be read. */
record IngestRef(String id, String href) {
    static IngestRef of(String id) {
        return new IngestRef(id, "/trade/v1/ingests/" + id);
    }
}
