package io.strait.local;

import java.nio.file.Files;
import java.nio.file.Path;

/** The checkout whose packaged services run. */
record Repository(Path root) {
    /** The folder that {@code -Dstrait.root} names, or the one with {@code mvnw} at or above the working folder. */
    static Repository find() {
        String given = System.getProperty("strait.root");
        if (given != null) {
            return new Repository(Path.of(given).toAbsolutePath().normalize());
        }
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            if (Files.exists(folder.resolve("mvnw")) && Files.exists(folder.resolve("deploy/local"))) {
                return new Repository(folder);
            }
        }
        throw new LaunchException("Strait's checkout was not found at or above "
                + Path.of("").toAbsolutePath() + ": start there, or set -Dstrait.root");
    }

    /** The packaged service. */
    Path jar(Part part) {
        Path jar = root.resolve(part.module()).resolve("target/quarkus-app/quarkus-run.jar");
        if (!Files.exists(jar)) {
            throw new LaunchException(part.module() + " is not built: run ./mvnw -DskipTests package");
        }
        return jar;
    }
}
