package io.strait.local;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/**
 * PostgreSQL's programs for this platform, unpacked once from the archive on the class path. A crash in the middle
 * leaves nothing that the next start takes for whole: the folder gets its name only when it is complete.
 */
record PostgresBinaries(Path folder) {
    private static final Duration ABANDONED = Duration.ofHours(1);

    /** Where tests unpack to: once per user and version, not once per run. */
    static Path sharedParent() {
        return Path.of(System.getProperty("java.io.tmpdir"), "strait-" + System.getProperty("user.name"));
    }

    /** Unpacks below {@code parent} unless that is done; processes that do so at the same time do not disturb each other. */
    static PostgresBinaries unpack(Path parent) {
        String archive = archiveName(System.getProperty("os.name"), System.getProperty("os.arch"));
        URL url = PostgresBinaries.class.getClassLoader().getResource(archive);
        if (url == null) {
            throw new LaunchException(
                    "No PostgreSQL binaries for this platform (" + archive
                            + "): Linux and macOS on amd64 and arm64 have them. Build on the platform that runs: ./mvnw package");
        }
        try {
            Folders.createPrivate(parent);
            if (!Folders.isOwn(parent)) {
                throw new LaunchException(
                        "Folder " + parent + " belongs to another user: delete it, or set java.io.tmpdir elsewhere");
            }
            Path target = parent.resolve("postgres-" + fingerprint(url));
            if (!Files.isDirectory(target)) {
                deleteAbandoned(parent);
                Path half = Files.createTempDirectory(parent, "unpacking-");
                extract(url, half);
                try {
                    Files.move(half, target, StandardCopyOption.ATOMIC_MOVE);
                } catch (IOException e) {
                    Folders.deleteTree(half);
                    if (!Files.isDirectory(target)) {
                        throw e;
                    }
                }
            }
            return new PostgresBinaries(target);
        } catch (IOException e) {
            throw new UncheckedIOException("PostgreSQL's programs could not be unpacked to " + parent, e);
        }
    }

    /** The command line of {@code tool}; PostgreSQL refuses root, which therefore becomes nobody in a user namespace. */
    List<String> command(String tool, List<String> arguments) {
        List<String> command = new ArrayList<>();
        if (System.getProperty("user.name").equals("root")) {
            command.addAll(List.of("unshare", "-U"));
        }
        command.add(folder.resolve("bin").resolve(tool).toString());
        command.addAll(arguments);
        return command;
    }

    /** Refuses early where {@link #command} cannot work. */
    void check() {
        if (!System.getProperty("user.name").equals("root")) {
            return;
        }
        try {
            Process trial = new ProcessBuilder("unshare", "-U", "true")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (trial.waitFor(10, TimeUnit.SECONDS) && trial.exitValue() == 0) {
                return;
            }
        } catch (IOException e) {
            throw new LaunchException(rootRefused(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new LaunchException(rootRefused());
    }

    private static String rootRefused() {
        return "PostgreSQL does not run as root, and user namespaces (unshare -U) are not allowed here:"
                + " start as an ordinary user";
    }

    static String archiveName(String os, String arch) {
        String system = os.toLowerCase(Locale.ROOT).startsWith("mac") ? "darwin" : os.toLowerCase(Locale.ROOT);
        String machine =
                switch (arch) {
                    case "amd64", "x86_64" -> "x86_64";
                    case "aarch64", "arm64" -> "arm_64";
                    default -> arch;
                };
        return "postgres-" + system + "-" + machine + ".txz";
    }

    private static String fingerprint(URL url) throws IOException {
        URLConnection connection = url.openConnection();
        long number = connection instanceof JarURLConnection jar
                ? jar.getJarEntry().getCrc()
                : connection.getContentLengthLong();
        return Long.toHexString(number);
    }

    private static void extract(URL url, Path target) throws IOException {
        try (InputStream raw = new BufferedInputStream(url.openStream(), 1 << 16);
                TarArchiveInputStream tar = new TarArchiveInputStream(new XZInputStream(raw))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                Path path = target.resolve(entry.getName()).normalize();
                if (!path.startsWith(target)) {
                    throw new IOException("archive entry outside its folder: " + entry.getName());
                }
                if (entry.isDirectory()) {
                    Files.createDirectories(path);
                    continue;
                }
                Files.createDirectories(Folders.parent(path));
                if (entry.isSymbolicLink()) {
                    Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
                } else if (entry.isLink()) {
                    Files.createLink(path, target.resolve(entry.getLinkName()));
                } else {
                    Files.copy(tar, path);
                    Files.setPosixFilePermissions(
                            path,
                            PosixFilePermissions.fromString((entry.getMode() & 0100) == 0 ? "rw-r--r--" : "rwxr-xr-x"));
                }
            }
        }
    }

    private static void deleteAbandoned(Path parent) throws IOException {
        try (var entries = Files.newDirectoryStream(parent, "unpacking-*")) {
            for (Path entry : entries) {
                if (Files.getLastModifiedTime(entry)
                        .toInstant()
                        .isBefore(Instant.now().minus(ABANDONED))) {
                    Folders.deleteTree(entry);
                }
            }
        }
    }
}
