package io.strait.trade.ingest;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How files are taken in. */
@ConfigMapping(prefix = "strait.ingest")
public interface IngestConfig {
    /** Largest body, unpacked; a larger one is answered 413. */
    @WithDefault("2G")
    MemorySize maxBody();

    /** Most rows of a file; more are answered 422. */
    @WithDefault("20000000")
    long maxRows();

    /** Longest line of a CSV file, quoted line breaks included, and longest text in JSON. */
    @WithDefault("1M")
    MemorySize maxLine();

    /** Most columns of a CSV header. */
    @WithDefault("200")
    int maxColumns();

    /** How many faults of rejected rows are kept for reading; their count stays exact beyond it. */
    @WithDefault("10000")
    int maxRejects();

    /** How much text of rejected rows is kept of a job, for mending and sending again; a single row at most 8 KiB. */
    @WithDefault("4M")
    MemorySize maxRejectText();

    /** Uploads at once; a further one is answered 503 with {@code Retry-After}. Each holds a database connection. */
    @WithDefault("4")
    int maxUploads();

    /** How long a replica may be silent before another takes up its job. */
    @WithDefault("60s")
    Duration lease();

    /** How often a replica looks for jobs that another one left behind; its own wake it at once. */
    @WithDefault("5s")
    Duration poll();

    /** How often an upload tells how far it is. */
    @WithDefault("1s")
    Duration progress();

    /** How often a job is taken up before it counts as failed. */
    @WithDefault("5")
    int maxAttempts();

    /** How long a stopping replica lets an apply go on before it is rolled back, for another replica to take up. */
    @WithDefault("10s")
    Duration stopGrace();

    /** Memory a sort or hash of an apply may take in PostgreSQL. */
    @WithDefault("128M")
    MemorySize workMemory();
}
