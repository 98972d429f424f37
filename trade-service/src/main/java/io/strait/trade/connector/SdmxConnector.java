package io.strait.trade.connector;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.strait.trade.problem.ProblemType;
import io.strait.trade.series.Frequency;
import io.strait.trade.series.Period;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Any provider of SDMX REST, by version 1 (SDMX 2.1) or 2 (SDMX 3): one data query a run, and only what changed since the
 * last run that completed where the provider can tell.
 */
@ApplicationScoped
class SdmxConnector implements Connector {
    private static final Pattern ADDRESS = Pattern.compile("https?://[^\\s?#@]{1,400}");
    private static final Pattern VERSION = Pattern.compile("[12]");
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_@$.-]{1,100}");
    private static final Pattern FLOW_VERSION = Pattern.compile("[0-9A-Za-z.+~*-]{1,20}");
    private static final Pattern KEY = Pattern.compile("[A-Za-z0-9_@$.+*,-]{1,500}");
    private static final Pattern PERIOD = Pattern.compile("\\d{4}(-(\\d{2}|Q[1-4]))?");
    private static final Pattern FORMAT = Pattern.compile("csv|json|xml");
    private static final String PERIOD_EXPECTED = "2024, 2024-Q3 or 2024-08";
    private static final String UPDATED_AFTER = "updatedAfter";

    private static final Map<String, String> ACCEPT_1 = Map.of(
            "csv", "application/vnd.sdmx.data+csv;version=1.0.0",
            "json", "application/vnd.sdmx.data+json;version=1.0.0",
            "xml", "application/vnd.sdmx.structurespecificdata+xml;version=2.1");
    private static final Map<String, String> ACCEPT_2 = Map.of(
            "csv", "application/vnd.sdmx.data+csv;version=2.0.0",
            "json", "application/vnd.sdmx.data+json;version=2.0.0",
            "xml", "application/vnd.sdmx.structurespecificdata+xml;version=2.1");

    /** @param lastPeriods 0 when {@code from} and {@code to} say it */
    private record Settings(
            String url,
            boolean two,
            @Nullable String agency,
            String flow,
            @Nullable String flowVersion,
            String key,
            @Nullable String from,
            @Nullable String to,
            int lastPeriods,
            Frequency frequency,
            String format,
            boolean onlyChanges) {
        static Settings read(SettingsReader settings) {
            String url = settings.needed("url", ADDRESS, "the provider's address, up to what comes before /data");
            boolean two =
                    settings.needed("version", VERSION, "1 or 2, of SDMX REST").equals("2");
            String agency = settings.text("agency", ID, "the agency that keeps the data flow");
            String flow = settings.needed("flow", ID, "the data flow's id");
            String key = settings.text("key", KEY, "the series, as the provider reads them", two ? "*" : "all");
            String from = settings.text("startPeriod", PERIOD, PERIOD_EXPECTED);
            String to = settings.text("endPeriod", PERIOD, PERIOD_EXPECTED);
            int last = settings.number("lastPeriods", 1, PeriodSettings.MAX, 0);
            String frequency = settings.text("frequency", Pattern.compile("[AM]"), "A or M", "M");
            if (last > 0 && (from != null || to != null)) {
                settings.add("lastPeriods", String.valueOf(last), "stands beside another bound", "either of them");
            }
            return new Settings(
                    url,
                    two,
                    agency,
                    flow,
                    settings.text("flowVersion", FLOW_VERSION, "a version"),
                    key,
                    from,
                    to,
                    last,
                    Frequency.ofCode(frequency),
                    settings.text("format", FORMAT, "csv, json or xml", "csv"),
                    settings.flag("onlyChanges", true));
        }
    }

    @Override
    public ConnectorKind kind() {
        return ConnectorKind.SDMX;
    }

    @Override
    public void check(SettingsReader settings) {
        Settings.read(settings);
    }

    @Override
    public List<ObjectNode> parts(Definition definition, ObjectNode memory, Instant now) {
        Settings settings = Settings.read(new SettingsReader(definition.settings()));
        ObjectNode part = Json.object();
        if (settings.onlyChanges() && memory.path(UPDATED_AFTER).isTextual()) {
            part.put(UPDATED_AFTER, memory.path(UPDATED_AFTER).asText());
        }
        return List.of(part);
    }

    @Override
    public PartResult fetch(ObjectNode part, Work work) throws PutOffException, RefusedException {
        Settings settings = Settings.read(new SettingsReader(work.definition().settings()));
        String since = part.path(UPDATED_AFTER).asText("");
        URI uri = uri(settings, since, work.startedAt());
        String accept = (settings.two() ? ACCEPT_2 : ACCEPT_1).getOrDefault(settings.format(), "*/*");
        ObjectNode memory = Json.object()
                .put(
                        UPDATED_AFTER,
                        work.startedAt().truncatedTo(ChronoUnit.SECONDS).toString());
        // Nothing found is 404 by version 1 and 204 by version 2.
        try (Fetched fetched = work.get(Ask.of(uri, Map.of("Accept", accept), 204, 404))) {
            if (fetched.status() != 200) {
                // Of a flow that does not exist the same is said, so the first time it is a failure.
                if (fetched.status() == 404 && since.isEmpty()) {
                    throw RefusedException.part(
                            ProblemType.UNPROCESSABLE,
                            "The provider answered 404: it has no such flow, or no figures of these series and periods");
                }
                return PartResult.nothing(since.isEmpty() ? "No figures" : "Nothing changed since " + since)
                        .remembering(memory);
            }
            String name = settings.flow() + "." + settings.format();
            String note = since.isEmpty() ? "All of " + settings.flow() : "What changed since " + since;
            return PartResult.of(work.handOver(fetched::open, name, null), note).remembering(memory);
        }
    }

    private static URI uri(Settings settings, String since, Instant startedAt) {
        String from = settings.from();
        if (settings.lastPeriods() > 0) {
            List<Period> periods =
                    new PeriodSettings(settings.frequency(), List.of(), settings.lastPeriods()).at(startedAt);
            from = periods.get(0).toString();
        }
        Map<String, String> parameters = new LinkedHashMap<>();
        String path = settings.two() ? path2(settings, from, parameters) : path1(settings, from, parameters);
        if (!since.isEmpty()) {
            parameters.put(UPDATED_AFTER, since);
        }
        return Queries.of(URI.create(settings.url()), path, parameters);
    }

    private static String path1(Settings settings, @Nullable String from, Map<String, String> parameters) {
        if (from != null) {
            parameters.put("startPeriod", from);
        }
        if (settings.to() != null) {
            parameters.put("endPeriod", settings.to());
        }
        String version = settings.flowVersion() == null ? "" : "," + settings.flowVersion();
        String agency = settings.agency() == null ? "" : settings.agency() + ",";
        return "/data/" + agency + settings.flow() + (agency.isEmpty() ? "" : version) + "/" + settings.key();
    }

    private static String path2(Settings settings, @Nullable String from, Map<String, String> parameters) {
        String bounds = from == null ? "" : "ge:" + from;
        if (settings.to() != null) {
            // A plus says "and"; it is encoded, as one that is not is read as a space by some.
            bounds += (bounds.isEmpty() ? "" : "+") + "le:" + settings.to();
        }
        if (!bounds.isEmpty()) {
            parameters.put("c%5BTIME_PERIOD%5D", bounds);
        }
        String agency = settings.agency() == null ? "*" : settings.agency();
        String version = settings.flowVersion() == null ? "*" : settings.flowVersion();
        return "/data/dataflow/" + agency + "/" + settings.flow() + "/" + version + "/" + settings.key();
    }
}
