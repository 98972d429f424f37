package io.strait.trade.query;

import io.strait.trade.problem.ExpectedException;
import io.strait.trade.problem.Parameters;
import io.strait.trade.reference.Area;
import io.strait.trade.reference.AreaGroupList;
import io.strait.trade.reference.AreaGroups;
import io.strait.trade.reference.Areas;
import io.strait.trade.series.Period;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Groups where areas are asked for. A group stands for its members at the last day of the periods asked for, the same
 * areas in every period, so that a series of figures is of one thing; who came or went in between is said.
 */
@ApplicationScoped
class GroupParameters {
    private final AreaGroups groups;
    private final Areas areas;

    GroupParameters(AreaGroups groups, Areas areas) {
        this.groups = groups;
        this.areas = areas;
    }

    /** The members of the group that {@code text} names; empty when it names none. */
    Optional<List<Integer>> members(Parameters parameters, String name, String text, List<Warning> warnings) {
        AreaGroupList list = groups.list();
        return list.find(text)
                .filter(named -> named.prefixed() || !isArea(text))
                .map(named -> {
                    List<Period> periods = parameters.has("period") ? PeriodRanges.read(parameters) : List.of();
                    LocalDate first =
                            periods.isEmpty() ? groups.today() : periods.get(0).start();
                    LocalDate last = periods.isEmpty() ? first : lastDay(periods.get(periods.size() - 1));
                    AreaGroupList.Members members = list.members(named, first, last, areas.list());
                    if (members.areas().isEmpty()) {
                        // No areas would be read as all of them.
                        throw new ExpectedException(
                                "had no members at " + members.at(), "another period or another group");
                    }
                    warnings.add(new Warning(
                            "area-group",
                            name,
                            text,
                            members.areas().size() + " members at " + members.at() + ": "
                                    + members.areas().stream().map(Area::key).collect(Collectors.joining(", "))
                                    + "; a group that a source itself reports is an area of its own"));
                    if (!members.changes().isEmpty()) {
                        warnings.add(new Warning(
                                "group-changed",
                                name,
                                text,
                                "Members changed within these periods (" + String.join(", ", members.changes())
                                        + "); all have the members of " + members.at() + ": name another day by group:"
                                        + named.group().code() + "@" + first));
                    }
                    return members.areas().stream().map(Area::code).toList();
                });
    }

    /** EU alone is what sources report as such. */
    private boolean isArea(String text) {
        try {
            areas.list().parse(text);
            return true;
        } catch (ExpectedException e) {
            return false;
        }
    }

    private static LocalDate lastDay(Period period) {
        return period.start().plusMonths(period.frequency().months()).minusDays(1);
    }

    /** What is said of an area that does not occur so. */
    static Optional<Warning> role(String name, String code, Area area) {
        if (name.equals("reporter") && !area.roles().reporter()) {
            return Optional.of(new Warning("area-role", name, code, area.name() + " is no reporter"));
        }
        if (name.equals("partner") && !area.roles().partner()) {
            return Optional.of(new Warning(
                    "area-role",
                    name,
                    code,
                    "UN Comtrade has " + area.name() + " as a reporter only; its members together are a group:"
                            + " GET /trade/v1/areaGroups"));
        }
        return Optional.empty();
    }
}
