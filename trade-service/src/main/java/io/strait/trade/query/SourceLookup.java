package io.strait.trade.query;

import io.strait.trade.reference.Source;
import io.strait.trade.reference.Sources;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The sources of figures, and which of them an answer used. */
final class SourceLookup {
    private final Sources sources;
    private final Map<String, Source> used = new LinkedHashMap<>();
    private Map<String, Source> known;

    /** @param known what the answer's tag was made of */
    SourceLookup(Sources sources, List<Source> known) {
        this.sources = sources;
        this.known = byCode(known);
    }

    Source of(String code) {
        return used.computeIfAbsent(code, this::find);
    }

    /** It may have been declared a moment ago. */
    private Source find(String code) {
        if (!known.containsKey(code)) {
            known = byCode(sources.fresh());
        }
        Source source = known.get(code);
        if (source == null) {
            throw new IllegalStateException("a figure of an undeclared source: " + code);
        }
        return source;
    }

    /** In the order in which they were first met. */
    List<Source> used() {
        return List.copyOf(used.values());
    }

    boolean demonstration() {
        return used.values().stream().anyMatch(Source::demonstration);
    }

    private static Map<String, Source> byCode(List<Source> sources) {
        return sources.stream().collect(Collectors.toMap(Source::code, Function.identity()));
    }
}
