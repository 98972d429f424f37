package io.strait.supplychain.risk;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Data that is not shipped: a test that needs it is skipped where it does not lie beside the checkout. */
final class RealFiles {
    private RealFiles() {}

    static Path named(String file) {
        Path found = find("shared/data/" + file);
        assumeTrue(found != null, "shared/data/" + file + " is not beside the checkout");
        return Objects.requireNonNull(found);
    }

    private static @Nullable Path find(String file) {
        for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            if (Files.exists(at.resolve(file))) {
                return at.resolve(file);
            }
        }
        return null;
    }
}
