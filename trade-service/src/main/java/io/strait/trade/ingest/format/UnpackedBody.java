package io.strait.trade.ingest.format;

import io.strait.trade.ingest.format.FileRejectedException.Kind;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.jspecify.annotations.Nullable;

/**
 * A body as the files in it: one as it is, one in gzip, or those of a zip archive, one after another. Told by the first
 * bytes. As a stream it gives the file that {@link #nextFile()} went to. Not thread-safe.
 */
public final class UnpackedBody extends InputStream {
    private static final int BUFFER = 1 << 16;
    private static final int MAX_ENTRIES = 1_000;
    private static final int MAX_PASSED_OVER = 20;
    /** What may hold figures; an archive's other files are instructions and the like. */
    private static final Pattern DATA = Pattern.compile("(?i).*\\.(csv|tsv|txt|json|ndjson|jsonl|xml)|[^.]+");

    private static final Pattern NO_DATA =
            Pattern.compile("(?i)(.*/)?(\\.|__MACOSX/|read.?me|licen[cs]e).*|__MACOSX/.*");

    private final InputStream body;
    private final PackedInput packed;
    private final FileFindings findings;
    private final List<String> passedOver = new ArrayList<>();
    private @Nullable InputStream file;
    private @Nullable ZipInputStream zip;
    private String name;
    private int entries;

    /**
     * @param name of the body, empty where it has none
     * @param maxBytes of the packed body, and of all that is in it
     */
    public UnpackedBody(InputStream body, String name, long maxBytes, FileFindings findings) {
        this.body = body;
        this.name = name;
        this.packed = new PackedInput(body, maxBytes);
        this.findings = findings;
    }

    /** Gzip that the transport put around a body, unpacked within the bounds of this class. */
    public static InputStream gunzip(InputStream body, long maxBytes) throws IOException {
        UnpackedBody unpacked = new UnpackedBody(body, "", maxBytes, new FileFindings());
        unpacked.file = new GZIPInputStream(unpacked.packed, BUFFER);
        return unpacked;
    }

    /** Name of the file that is read now. */
    public String name() {
        return name;
    }

    /**
     * Goes to the next file; the rest of the one before is passed over.
     *
     * @throws EOFException when an archive is cut short
     * @throws FileRejectedException when it is larger, or has more in it, than is taken
     */
    public boolean nextFile() throws IOException {
        if (file == null) {
            open();
            if (zip == null) {
                return true;
            }
        }
        return zip != null && nextEntry(zip);
    }

    private void open() throws IOException {
        PushbackInputStream start = new PushbackInputStream(body, 4);
        byte[] magic = start.readNBytes(4);
        start.unread(magic);
        if (magic.length >= 2 && magic[0] == 0x1F && magic[1] == (byte) 0x8B) {
            packed.follow(start);
            file = new GZIPInputStream(packed, BUFFER);
            findings.note("packing: gzip");
            name = name.replaceFirst("(?i)\\.gz$", "");
        } else if (magic.length == 4 && magic[0] == 'P' && magic[1] == 'K' && (magic[2] == 3 || magic[2] == 5)) {
            packed.follow(start);
            zip = new ZipInputStream(packed);
            file = zip;
            findings.note("packing: zip");
        } else {
            file = start;
        }
    }

    private boolean nextEntry(ZipInputStream archive) throws IOException {
        passOverRest();
        ZipEntry entry;
        try {
            entry = archive.getNextEntry();
            while (entry != null && !isData(entry)) {
                passOverRest();
                entry = archive.getNextEntry();
            }
        } catch (IllegalArgumentException e) {
            throw new FileRejectedException(
                    Kind.MALFORMED,
                    0,
                    new BadValue("body", "zip", "has names that cannot be read", "names in UTF-8"),
                    e);
        }
        if (entry != null) {
            name = Text.clean(entry.getName(), 200);
            return true;
        }
        byte[] rest = new byte[BUFFER];
        while (packed.read(rest, 0, rest.length) >= 0) {
            // What is behind the last entry has no figures, and shows that nothing is missing.
        }
        if (!packed.zipIsWhole()) {
            throw new EOFException("the archive is cut short: its directory is missing");
        }
        if (!passedOver.isEmpty()) {
            findings.note("files of the archive not read: " + String.join(", ", passedOver));
        }
        return false;
    }

    private boolean isData(ZipEntry entry) {
        if (++entries > MAX_ENTRIES) {
            throw new FileRejectedException(
                    Kind.UNPROCESSABLE,
                    0,
                    new BadValue("body", "zip", "has too many files", "at most " + MAX_ENTRIES + " files"));
        }
        String path = entry.getName();
        String last = path.substring(path.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
        boolean data = !entry.isDirectory()
                && DATA.matcher(last).matches()
                && !NO_DATA.matcher(path).matches();
        if (!data && !entry.isDirectory() && passedOver.size() < MAX_PASSED_OVER) {
            passedOver.add(Text.clean(path, 80));
        }
        return data;
    }

    /** Counted as it is unpacked: nobody reads it, and yet it could be made to take hours. */
    private void passOverRest() throws IOException {
        byte[] rest = new byte[BUFFER];
        while (entries > 0 && read(rest, 0, rest.length) >= 0) {
            // Nothing to do with it.
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        InputStream current = file;
        if (current == null) {
            throw new IllegalStateException("no file was gone to");
        }
        int n = current.read(bytes, offset, length);
        if (n > 0 && current instanceof java.util.zip.InflaterInputStream) {
            packed.unpacked(n);
        }
        return n;
    }
}
