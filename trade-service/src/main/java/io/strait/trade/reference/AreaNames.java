package io.strait.trade.reference;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;

/** What areas and their groups are called, in every language held. */
@ApplicationScoped
public class AreaNames {
    /**
     * A name, or another code that stands for one.
     *
     * @param code how series keys call the area, or of the group
     */
    public record Name(boolean group, String code, String language, String text) {}

    private final Areas areas;
    private final AreaGroups groups;

    AreaNames(Areas areas, AreaGroups groups) {
        this.areas = areas;
        this.groups = groups;
    }

    public List<Name> all() {
        AreaList list = areas.list();
        List<Name> names = new ArrayList<>();
        for (Area area : list.areas()) {
            names.add(new Name(false, area.key(), "en", area.name()));
            AreaFacts.names(area).forEach((language, name) -> names.add(new Name(false, area.key(), language, name)));
        }
        for (AreaList.Alias alias : list.aliases()) {
            list.ofCode(alias.code()).ifPresent(area -> names.add(new Name(false, area.key(), "en", alias.alias())));
        }
        groups.list().groups().forEach(group -> names.add(new Name(true, group.code(), "en", group.name())));
        return names;
    }
}
