package io.strait.supplychain.catalogue;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Bounds of the catalogue and its graph. */
@ConfigMapping(prefix = "strait.catalogue")
public interface CatalogueConfig {
    /** The largest body of a request that makes or changes one fact; 413 above. */
    @WithDefault("1M")
    MemorySize maxBodySize();

    /** The largest import, all its files together; 413 above. Held in memory while it is read. */
    @WithDefault("32M")
    MemorySize maxImportSize();

    /** The most facts of one import; 413 above. */
    @WithDefault("200000")
    int maxImportFacts();

    /** The largest merge patch of many facts; 413 above. */
    @WithDefault("4M")
    MemorySize maxPatchSize();

    /** The most facts of one merge patch; 413 above. */
    @WithDefault("10000")
    int maxPatchFacts();

    /** How long a read with {@code minRevision} waits for the graph to get there; 412 after. */
    @WithDefault("2S")
    Duration minRevisionWait();
}
