package io.strait.trade.reference;

import io.strait.trade.problem.ExpectedException;
import io.strait.trade.problem.Nearest;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** All groups of areas, found by their codes. Immutable. */
public final class AreaGroupList {
    public static final String PREFIX = "group:";
    static final String EXPECTED = "group:CODE, or group:CODE@2019-12-31 for its members of that day";

    /**
     * A group as a parameter names it.
     *
     * @param at null when no day is named
     * @param prefixed whether it can be nothing but a group
     */
    public record Named(AreaGroup group, @Nullable LocalDate at, boolean prefixed) {}

    /**
     * The members of a group over some time.
     *
     * @param areas those of the last day, under the codes that are in use in that time
     * @param changes who came and went after the first day, in words; empty when nobody did
     */
    public record Members(LocalDate at, List<Area> areas, List<String> changes) {}

    private final SortedMap<String, AreaGroup> groups = new TreeMap<>();

    public AreaGroupList(Collection<AreaGroup> groups) {
        groups.forEach(group -> this.groups.put(group.code(), group));
    }

    public Collection<AreaGroup> groups() {
        return Collections.unmodifiableCollection(groups.values());
    }

    /**
     * The group that is named with or without {@link #PREFIX}; empty for a text without it that is no group's code.
     *
     * @throws ExpectedException when it has the prefix and is none
     */
    public Optional<Named> find(String text) {
        boolean prefixed = text.regionMatches(true, 0, PREFIX, 0, PREFIX.length());
        String rest = prefixed ? text.substring(PREFIX.length()) : text;
        int mark = rest.indexOf('@');
        String code = (mark < 0 ? rest : rest.substring(0, mark)).toUpperCase(Locale.ROOT);
        AreaGroup group = groups.get(code);
        if (group == null) {
            if (prefixed) {
                throw new ExpectedException("no such group", expected(code));
            }
            return Optional.empty();
        }
        return Optional.of(new Named(group, mark < 0 ? null : day(rest.substring(mark + 1)), prefixed));
    }

    /** @throws ExpectedException that names the nearest */
    public AreaGroup get(String code) {
        AreaGroup group = groups.get(code.toUpperCase(Locale.ROOT));
        if (group == null) {
            throw new ExpectedException("no such group", expected(code));
        }
        return group;
    }

    /**
     * The members at the last day. Which code stands for a state at that time the validity of the areas tells:
     * Belgium-Luxembourg for both until 1998.
     */
    public Members members(Named named, LocalDate first, LocalDate last, AreaList areas) {
        AreaGroup group = named.group();
        LocalDate fixed = group.at() != null ? group.at() : named.at();
        AreaGroup source = group.of() == null ? group : groups.getOrDefault(group.of(), group);
        LocalDate day = fixed == null ? last : fixed;
        List<Area> members = source.memberships().stream()
                .filter(membership -> membership.covers(day))
                .flatMap(membership -> areas.ofCode(membership.area()).stream())
                .filter(area -> area.isInUse(first, last))
                .sorted(Comparator.comparing(Area::key))
                .toList();
        return new Members(day, members, fixed == null ? changes(source, first, last, areas) : List.of());
    }

    private static List<String> changes(AreaGroup group, LocalDate first, LocalDate last, AreaList areas) {
        List<String> changes = new ArrayList<>();
        for (AreaGroup.Membership membership : group.memberships()) {
            String key = areas.ofCode(membership.area())
                    .filter(area -> area.isInUse(first, last))
                    .map(Area::key)
                    .orElse("");
            if (key.isEmpty()) {
                continue;
            }
            LocalDate from = membership.from();
            if (from.isAfter(first) && !from.isAfter(last)) {
                changes.add(key + " since " + from);
            }
            LocalDate to = membership.to();
            if (to != null && !to.isBefore(first) && to.isBefore(last)) {
                changes.add(key + " until " + to);
            }
        }
        return changes;
    }

    private String expected(String code) {
        return Nearest.hint(code, groups.keySet(), key -> key)
                        .map(hint -> hint + "; ")
                        .orElse("")
                + "one of " + groups.keySet().stream().collect(Collectors.joining(", "));
    }

    private static LocalDate day(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException e) {
            throw new ExpectedException("has no date behind @", EXPECTED);
        }
    }
}
