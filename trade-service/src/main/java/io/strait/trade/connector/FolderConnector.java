package io.strait.trade.connector;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.strait.trade.ingest.format.TradeFormat;
import io.strait.trade.problem.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Files of a folder, once each. A run looks twice, some time apart: a file that has the same size and time of change both
 * times is whole, and taken. Only files that stand in the folder itself are seen, no links, none below it.
 */
@ApplicationScoped
class FolderConnector implements Connector {
    static final String DONE_FOLDER = ".done";

    private static final Pattern FOLDER = Pattern.compile("[^\\p{Cntrl}]{1,200}");
    private static final Pattern GLOB = Pattern.compile("[^\\p{Cntrl}/\\\\]{1,100}");
    private static final Pattern AFTERWARDS = Pattern.compile("keep|move");
    private static final Pattern FORMAT = Pattern.compile("[a-z-]{1,30}");
    private static final int MAX_FILES = 10_000;
    private static final String SEEN = "seen";
    private static final String FILE = "file";
    private static final String STAMP = "stamp";
    private static final String DONE = "done";

    private record Settings(
            String folder,
            String glob,
            boolean move,
            @Nullable TradeFormat format) {
        static Settings read(SettingsReader settings) {
            String folder = settings.needed("folder", FOLDER, "a folder below the configured one, without ..");
            if (Path.of(folder).isAbsolute() || Path.of(folder).normalize().startsWith("..")) {
                settings.add("folder", folder, "is not below the configured folder", "a relative path without ..");
            }
            String glob = settings.text("glob", GLOB, "a pattern of names, as *.csv", "*");
            if (!isGlob(glob)) {
                settings.add("glob", glob, "is no pattern", "a pattern of names, as *.csv or *.{csv,zip}");
            }
            boolean move = settings.text("afterwards", AFTERWARDS, "keep or move", "keep")
                    .equals("move");
            String code = settings.text("format", FORMAT, TradeFormat.codes());
            TradeFormat format = code == null ? null : TradeFormat.ofCode(code).orElse(null);
            if (code != null && format == null) {
                settings.add("format", code, "is no format read here", "one of " + TradeFormat.codes());
            }
            return new Settings(folder, glob, move, format);
        }

        private static boolean isGlob(String glob) {
            try {
                Path.of("").getFileSystem().getPathMatcher("glob:" + glob);
                return true;
            } catch (IllegalArgumentException e) {
                return false;
            }
        }
    }

    private final ConnectorConfig config;

    FolderConnector(ConnectorConfig config) {
        this.config = config;
    }

    @Override
    public ConnectorKind kind() {
        return ConnectorKind.FOLDER;
    }

    @Override
    public void check(SettingsReader settings) {
        Settings.read(settings);
    }

    @Override
    public List<ObjectNode> parts(Definition definition, ObjectNode memory, Instant now) {
        return List.of(Json.object());
    }

    @Override
    public boolean remembersFailedRuns() {
        return true;
    }

    @Override
    public PartResult fetch(ObjectNode part, Work work) throws PutOffException, RefusedException {
        Settings settings = Settings.read(new SettingsReader(work.definition().settings()));
        Path folder = folder(settings);
        if (part.has(FILE)) {
            return take(part, folder, settings, work);
        }
        Map<String, String> files = look(folder, settings);
        JsonNode done = work.memory().path(DONE);
        files.entrySet().removeIf(file -> done.path(file.getKey()).asText("").equals(file.getValue()));
        if (!part.has(SEEN)) {
            if (files.isEmpty()) {
                return PartResult.nothing("No new files");
            }
            ObjectNode second = Json.object();
            ObjectNode seen = second.putObject(SEEN);
            files.forEach(seen::put);
            return PartResult.listed(
                    List.of(second),
                    work.now().plus(config.settle()),
                    files.size() + " new files: a second look follows");
        }
        List<ObjectNode> parts = new ArrayList<>();
        files.forEach((name, stamp) -> {
            if (part.get(SEEN).path(name).asText("").equals(stamp)) {
                parts.add(Json.object().put(FILE, name).put(STAMP, stamp));
            }
        });
        // What is gone need not be remembered: memory grows no longer than the folder.
        ObjectNode kept = Json.object();
        look(folder, settings).forEach((name, stamp) -> {
            if (done.path(name).asText("").equals(stamp)) {
                kept.put(name, stamp);
            }
        });
        ObjectNode memory = Json.object();
        memory.set(DONE, kept);
        int changing = files.size() - parts.size();
        return PartResult.listed(parts, null, parts.size() + " files to take, " + changing + " still changing")
                .remembering(memory);
    }

    private PartResult take(ObjectNode part, Path folder, Settings settings, Work work)
            throws PutOffException, RefusedException {
        String name = part.get(FILE).asText();
        String stamp = part.get(STAMP).asText();
        Path file = folder.resolve(name);
        if (!stamp.equals(stamp(file))) {
            return PartResult.nothing(name + " is gone or has changed: the next run looks at it again");
        }
        ObjectNode memory = Json.object();
        memory.putObject(DONE).put(name, stamp);
        String job;
        try {
            job = work.handOver(
                    () -> new BufferedInputStream(Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)),
                    name,
                    settings.format());
        } catch (RefusedException e) {
            // Once is enough, until it changes.
            throw e.remembering(memory);
        }
        if (settings.move()) {
            move(file, job);
        }
        return PartResult.of(job, name).remembering(memory);
    }

    /** The job's id keeps files of one name apart; taken again after a crash, a file has the same job. */
    private static void move(Path file, String job) throws PutOffException {
        try {
            Path done = Files.createDirectories(file.resolveSibling(DONE_FOLDER));
            Files.move(file, done.resolve(job + "-" + file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw PutOffException.failed(file.getFileName() + " was taken, and could not be moved", null);
        }
    }

    private Path folder(Settings settings) throws RefusedException {
        Path root = config.folderRoot()
                .orElseThrow(() -> RefusedException.run(
                        ProblemType.UNPROCESSABLE,
                        "No folder may be watched: strait.trade.connectors.folder-root is not set"));
        try {
            Path real = root.toRealPath();
            Path folder = real.resolve(settings.folder()).toRealPath();
            if (!folder.startsWith(real) || !Files.isDirectory(folder)) {
                throw RefusedException.run(
                        ProblemType.FORBIDDEN, settings.folder() + " is no folder below the configured one");
            }
            return folder;
        } catch (IOException e) {
            throw RefusedException.run(ProblemType.UNPROCESSABLE, "There is no folder " + settings.folder());
        }
    }

    /** Names and stamps, by name. */
    private static Map<String, String> look(Path folder, Settings settings) throws RefusedException {
        PathMatcher glob = folder.getFileSystem().getPathMatcher("glob:" + settings.glob());
        Map<String, String> files = new TreeMap<>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder)) {
            for (Path file : stream) {
                Path bare = folder.relativize(file);
                String name = bare.toString();
                if (!name.startsWith(".") && glob.matches(bare)) {
                    String stamp = stamp(file);
                    if (!stamp.isEmpty()) {
                        files.put(name, stamp);
                    }
                    if (files.size() > MAX_FILES) {
                        throw RefusedException.run(
                                ProblemType.UNPROCESSABLE,
                                "The folder " + settings.folder() + " has more than " + MAX_FILES
                                        + " such files: clear it, or let them be moved");
                    }
                }
            }
        } catch (IOException e) {
            throw RefusedException.run(
                    ProblemType.UNPROCESSABLE, "The folder " + settings.folder() + " cannot be read");
        }
        return files;
    }

    /** Size and time of change; empty when it is no file, or a link. */
    private static String stamp(Path file) {
        try {
            BasicFileAttributes attributes =
                    Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            return attributes.isRegularFile()
                    ? attributes.size() + "@" + attributes.lastModifiedTime().toInstant()
                    : "";
        } catch (IOException e) {
            return "";
        }
    }
}
