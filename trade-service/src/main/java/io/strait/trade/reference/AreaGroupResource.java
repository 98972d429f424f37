package io.strait.trade.reference;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.strait.trade.problem.ExpectedException;
import io.strait.trade.problem.Parameters;
import io.strait.trade.problem.ProblemException;
import io.strait.trade.problem.ProblemType;
import io.strait.trade.security.Roles;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Groups of areas with the days of membership. */
@Path("/trade/v1/areaGroups")
@Tag(name = "code lists")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Roles.VIEWER)
public class AreaGroupResource {
    private static final String AT_EXPECTED = "a date: 2019-12-31";

    /** The groups, without their members. */
    record GroupsAnswer(int count, List<GroupRef> items) {}

    /**
     * A group.
     *
     * @param of the group whose members at {@code at} it keeps for ever
     */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record GroupRef(
            String code,
            String name,
            @Nullable String note,
            @Nullable String of,
            @Nullable LocalDate at) {
        static GroupRef of(AreaGroup group) {
            return new GroupRef(group.code(), group.name(), group.note(), group.of(), group.at());
        }
    }

    /** Who is a member at a day. */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record GroupAnswer(
            String code,
            String name,
            @Nullable String note,
            @Nullable String of,
            LocalDate at,
            int count,
            List<Member> members,
            List<History> memberships) {}

    /** A member at the day asked for, under the code that stands for it then. */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record Member(
            int code,
            String key,
            @Nullable String alpha2,
            @Nullable String alpha3,
            String name) {
        static Member of(Area area) {
            return new Member(area.code(), area.key(), area.alpha2(), area.alpha3(), area.name());
        }
    }

    /**
     * A membership, whether of that day or not.
     *
     * @param to last day; null while it lasts
     */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record History(
            int area, String key, LocalDate from, @Nullable LocalDate to) {}

    private final AreaGroups groups;
    private final Areas areas;

    AreaGroupResource(AreaGroups groups, Areas areas) {
        this.groups = groups;
        this.areas = areas;
    }

    @GET
    @Operation(
            summary = "Groups of areas",
            description = "A group may be named wherever areas may: partner=group:EU. It stands for its members at the"
                    + " last day of the periods asked for. What a source itself reports as a group is an area of its"
                    + " own (97 is UN Comtrade's European Union) and another thing.")
    public GroupsAnswer groups(@Context UriInfo uri) {
        new Parameters(uri.getQueryParameters(), Set.of()).check();
        List<GroupRef> items = groups.list().groups().stream().map(GroupRef::of).toList();
        return new GroupsAnswer(items.size(), items);
    }

    @GET
    @Path("{code}")
    @Operation(summary = "A group and its members")
    @Parameter(
            name = "at",
            in = ParameterIn.QUERY,
            example = "2019-12-31",
            description = "whose members; today's without it. A fixed group has the same at every day.",
            schema = @Schema(type = SchemaType.STRING, format = "date"))
    @APIResponse(responseCode = "200", description = "The group")
    @APIResponse(responseCode = "404", description = "No such group; the nearest are named")
    public GroupAnswer group(@PathParam("code") String code, @Context UriInfo uri) {
        Parameters parameters = new Parameters(uri.getQueryParameters(), Set.of("at"));
        Optional<LocalDate> at = parameters.one("at", AT_EXPECTED, AreaGroupResource::day);
        parameters.check();
        AreaGroup group;
        try {
            group = groups.list().get(code);
        } catch (ExpectedException e) {
            throw new ProblemException(ProblemType.NOT_FOUND, "No such group: " + code + " (" + e.expected() + ")");
        }
        AreaList list = areas.list();
        LocalDate day = at.orElseGet(groups::today);
        AreaGroupList.Members members =
                groups.list().members(new AreaGroupList.Named(group, at.orElse(null), true), day, day, list);
        return new GroupAnswer(
                group.code(),
                group.name(),
                group.note(),
                group.of(),
                members.at(),
                members.areas().size(),
                members.areas().stream().map(Member::of).toList(),
                group.memberships().stream()
                        .map(membership -> new History(
                                membership.area(),
                                list.ofCode(membership.area()).map(Area::key).orElse(String.valueOf(membership.area())),
                                membership.from(),
                                membership.to()))
                        .toList());
    }

    private static LocalDate day(String text) {
        try {
            return LocalDate.parse(text);
        } catch (java.time.DateTimeException e) {
            throw new ExpectedException("is no date", AT_EXPECTED);
        }
    }
}
