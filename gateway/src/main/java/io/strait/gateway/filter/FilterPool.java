package io.strait.gateway.filter;

import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.HashMap;
import java.util.Map;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;

/** The filters in use, each once, and each expression compiled once. Holds nothing that nobody else holds. Thread-safe. */
final class FilterPool {
    private final Map<Filter, WeakReference<Filter>> filters = new WeakHashMap<>();
    private final Map<String, Compiled> expressions = new HashMap<>();
    private final ReferenceQueue<Sql> unused = new ReferenceQueue<>();

    /** Knows its key, so that the entry can go when the expression has gone. */
    private static final class Compiled extends WeakReference<Sql> {
        private final String text;

        Compiled(Sql sql, ReferenceQueue<Sql> queue) {
            super(sql, queue);
            this.text = sql.text();
        }
    }

    /** The filter that equals {@code filter} and is in use already, or {@code filter} itself from now on. */
    synchronized Filter intern(Filter filter) {
        WeakReference<Filter> known = filters.get(filter);
        Filter used = known == null ? null : known.get();
        if (used != null) {
            return used;
        }
        filters.put(filter, new WeakReference<>(filter));
        return filter;
    }

    /**
     * The compiled expression.
     *
     * @throws SqlException when it is none, or too large
     */
    synchronized Sql sql(String text) throws SqlException {
        for (Reference<? extends Sql> gone = unused.poll(); gone != null; gone = unused.poll()) {
            if (gone instanceof Compiled compiled) {
                expressions.remove(compiled.text, compiled);
            }
        }
        Compiled known = expressions.get(text);
        @Nullable Sql used = known == null ? null : known.get();
        if (used == null) {
            used = Sql.compile(text);
            expressions.put(text, new Compiled(used, unused));
        }
        return used;
    }

    /** Filters and expressions held, some of which may be about to go. */
    synchronized int size() {
        return filters.size() + expressions.size();
    }
}
