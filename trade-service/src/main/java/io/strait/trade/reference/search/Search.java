package io.strait.trade.reference.search;

import io.strait.trade.reference.AreaNames;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Finds codes by names. */
@ApplicationScoped
public class Search {
    static final String COMMODITIES = "commodities";
    static final String AREAS = "areas";
    static final String GROUPS = "areaGroups";
    static final Set<String> PLACES = Set.of(COMMODITIES, AREAS, GROUPS);

    private final SearchStore store;
    private final AreaNames names;

    Search(SearchStore store, AreaNames names) {
        this.store = store;
        this.names = names;
    }

    /** @param in some of {@link #PLACES} */
    @Transactional
    SearchStore.Found search(SearchStore.Question question, Set<String> in, int limit, int offset) {
        List<NamedThing> others = new ArrayList<>();
        for (AreaNames.Name name : names.all()) {
            if (in.contains(name.group() ? GROUPS : AREAS)) {
                others.add(
                        new NamedThing(name.group() ? "areaGroup" : "area", name.code(), name.language(), name.text()));
            }
        }
        return store.search(question, others, limit, offset);
    }
}
