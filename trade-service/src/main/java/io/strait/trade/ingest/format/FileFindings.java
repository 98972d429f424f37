package io.strait.trade.ingest.format;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a reader finds out about a file beside its rows: encoding, columns, the names it gives to areas. Not thread-safe.
 */
public final class FileFindings {
    private static final int MAX_NAME = 200;

    /** What the file calls an area. */
    public record AreaName(String iso, String name) {}

    private final List<String> notes = new ArrayList<>();
    private final Map<Integer, AreaName> areas = new LinkedHashMap<>();
    private final Map<Integer, AreaName> listed = new LinkedHashMap<>();

    /** Adds a sentence for people. */
    public void note(String sentence) {
        String clean = Text.clean(sentence, 1_000);
        // The files of an archive mostly tell the same.
        if (!notes.contains(clean)) {
            notes.add(clean);
        }
    }

    /** Remembers what the file calls an area when it first occurs. Codes are bounded, and so is this. */
    void area(int code, String iso, String name) {
        if (!areas.containsKey(code)) {
            areas.put(code, new AreaName(Text.clean(iso, MAX_NAME), Text.clean(name, MAX_NAME)));
        }
    }

    /** What a table of areas calls one; it counts only when the area occurs without a name of its own. */
    void listedArea(int code, String iso, String name) {
        listed.putIfAbsent(code, new AreaName(Text.clean(iso, MAX_NAME), Text.clean(name, MAX_NAME)));
    }

    public List<String> notes() {
        return List.copyOf(notes);
    }

    /** By UN Comtrade's code. */
    public Map<Integer, AreaName> areas() {
        Map<Integer, AreaName> named = new LinkedHashMap<>(areas);
        named.replaceAll((code, name) -> name.name().isEmpty() ? listed.getOrDefault(code, name) : name);
        return Map.copyOf(named);
    }
}
