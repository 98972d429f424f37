package io.strait.trade.connector;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.strait.trade.problem.ExpectedException;
import io.strait.trade.problem.Nearest;
import io.strait.trade.problem.ProblemException;
import io.strait.trade.problem.ProblemType;
import io.strait.trade.problem.Violation;
import io.strait.trade.reference.Source;
import io.strait.trade.reference.Sources;
import io.strait.trade.series.VintageKind;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A definition as it is sent; all of it replaces what is held.
 *
 * @param kind comtrade, e-stat, korea-customs, sdmx, folder or url
 * @param settings what to fetch, as the kind reads it
 * @param keyName which key of the configuration is sent; the kind's code without it
 * @param callsADay most calls of a day (UTC), 500 without it
 * @param enabled whether it runs, true without it
 */
record ConnectorBody(
        @Nullable String kind,
        @Nullable String source,

        @Schema(type = SchemaType.OBJECT, implementation = Object.class) @Nullable
        JsonNode settings,

        @Nullable String keyName,
        @Nullable String vintageKind,
        @Nullable When schedule,
        @Nullable Integer callsADay,
        @Nullable Boolean enabled) {

    /**
     * @param cron minute, hour, day of month, month, day of week
     * @param zone of the tz database, UTC without it
     */
    record When(@Nullable String cron, @Nullable String zone) {}

    static final Pattern ID = Pattern.compile("[a-z][a-z0-9-]{0,62}");
    static final String ID_EXPECTED = "1 to 63 of a-z, 0-9 and -, a letter first";

    private static final Pattern KEY_NAME = Pattern.compile("[a-z][a-z0-9-]{0,62}");
    private static final int DEFAULT_CALLS = 500;
    private static final int MAX_CALLS = 1_000_000;

    /** @throws ProblemException with all that is wrong */
    static Definition checked(
            String id, @Nullable ConnectorBody body, List<Source> sources, Map<ConnectorKind, Connector> kinds) {
        if (body == null) {
            throw new ProblemException(
                    ProblemType.MALFORMED_BODY,
                    "The body is empty (expected: {\"kind\", \"source\", \"settings\", …})");
        }
        List<Violation> violations = new ArrayList<>();
        if (!ID.matcher(id).matches()) {
            violations.add(new Violation("id", id, "is no id of a connector", ID_EXPECTED));
        }
        ConnectorKind kind =
                body.kind() == null ? null : ConnectorKind.ofCode(body.kind()).orElse(null);
        if (kind == null) {
            String near = body.kind() == null
                    ? ""
                    : Nearest.hint(body.kind(), Arrays.asList(ConnectorKind.values()), ConnectorKind::code)
                            .map(hint -> hint + "; ")
                            .orElse("");
            violations.add(new Violation(
                    "kind",
                    body.kind(),
                    body.kind() == null ? "is needed" : "is no kind of connector",
                    near + "one of " + ConnectorKind.codes()));
        }
        String source = body.source(sources, violations);
        ObjectNode settings = body.settings(kind, kinds, violations);
        String keyName = kind == null ? null : body.keyName(kind, violations);
        VintageKind vintageKind = body.vintageKind(violations);
        Schedule schedule = body.schedule(violations);
        int calls = body.callsADay() == null ? DEFAULT_CALLS : body.callsADay();
        if (calls < 1 || calls > MAX_CALLS) {
            violations.add(new Violation(
                    "callsADay", String.valueOf(calls), "is out of range", "a whole number from 1 to " + MAX_CALLS));
        }
        if (kind == null || !violations.isEmpty()) {
            throw ProblemException.invalid(violations);
        }
        boolean enabled = body.enabled() == null || body.enabled();
        return new Definition(id, kind, source, settings, keyName, vintageKind, schedule, calls, enabled);
    }

    private String source(List<Source> sources, List<Violation> violations) {
        try {
            if (source != null) {
                return Sources.parse(source, sources).code();
            }
            violations.add(new Violation("source", null, "is needed", "a source of /trade/v1/sources"));
        } catch (ExpectedException e) {
            violations.add(new Violation("source", source, e.reason(), e.expected()));
        }
        return "";
    }

    private ObjectNode settings(
            @Nullable ConnectorKind kind, Map<ConnectorKind, Connector> kinds, List<Violation> violations) {
        if (!(settings instanceof ObjectNode object)) {
            violations.add(new Violation("settings", null, "is no object", "an object of what the kind fetches"));
            return Json.object();
        }
        Connector connector = kind == null ? null : kinds.get(kind);
        if (connector != null) {
            SettingsReader reader = new SettingsReader(object);
            connector.check(reader);
            violations.addAll(reader.violations());
        }
        return object;
    }

    /** A key is for one provider: its name begins as the kind is called, so that no definition sends it to another. */
    private @Nullable String keyName(ConnectorKind kind, List<Violation> violations) {
        if (!kind.keyed()) {
            if (keyName != null) {
                violations.add(new Violation("keyName", keyName, "is of no use here", "none: the kind sends no key"));
            }
            return null;
        }
        if (keyName == null) {
            return kind.code();
        }
        boolean own = keyName.equals(kind.code()) || keyName.startsWith(kind.code() + "-");
        if (!KEY_NAME.matcher(keyName).matches() || !own) {
            violations.add(new Violation(
                    "keyName",
                    keyName,
                    "is no name of such a key",
                    kind.code() + ", or " + kind.code() + "- and more of a-z, 0-9 and -"));
        }
        return keyName;
    }

    private @Nullable VintageKind vintageKind(List<Violation> violations) {
        try {
            return vintageKind == null ? null : VintageKind.parse(vintageKind);
        } catch (IllegalArgumentException e) {
            violations.add(new Violation("vintageKind", vintageKind, "is no kind of vintage", VintageKind.EXPECTED));
            return null;
        }
    }

    private @Nullable Schedule schedule(List<Violation> violations) {
        if (schedule == null) {
            return null;
        }
        String cron = schedule.cron() == null ? "" : schedule.cron();
        String zone = schedule.zone() == null ? "UTC" : schedule.zone();
        try {
            Schedule.checkCron(cron);
        } catch (IllegalArgumentException e) {
            violations.add(new Violation("schedule.cron", cron, "is no schedule", Schedule.CRON_EXPECTED));
        }
        try {
            Schedule.checkZone(zone);
        } catch (DateTimeException e) {
            violations.add(new Violation("schedule.zone", zone, "is no zone", Schedule.ZONE_EXPECTED));
        }
        return new Schedule(cron, zone);
    }
}
