package io.strait.trade.reference;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Groups of areas, and what else migrations say of areas: read once. Thread-safe. */
@ApplicationScoped
public class AreaGroups {
    private final AreaFactsStore store;
    private final Clock clock;
    private volatile @Nullable AreaGroupList groups;
    private volatile @Nullable AreaFacts facts;

    AreaGroups(AreaFactsStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    public AreaGroupList list() {
        AreaGroupList list = groups;
        if (list == null) {
            list = new AreaGroupList(store.groups());
            groups = list;
        }
        return list;
    }

    /** By which members are told where no period is asked for; in UTC. */
    public LocalDate today() {
        return LocalDate.now(clock.withZone(ZoneOffset.UTC));
    }

    List<AreaDescription> describe(List<Area> areas, AreaList list) {
        AreaFacts known = facts;
        if (known == null) {
            known = store.facts();
            facts = known;
        }
        AreaFacts all = known;
        return areas.stream().map(area -> all.describe(area, list)).toList();
    }
}
