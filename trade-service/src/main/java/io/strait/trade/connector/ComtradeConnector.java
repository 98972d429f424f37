package io.strait.trade.connector;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.strait.trade.ingest.format.Text;
import io.strait.trade.ingest.format.TradeFormat;
import io.strait.trade.problem.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * UN Comtrade's API, {@code data/v1/get/C/{A or M}/{classification}}. An answer at the row limit is thrown away and asked
 * for again in halves: a call more is cheaper than a count before each call, since most answers are far below it.
 */
@ApplicationScoped
class ComtradeConnector implements Connector {
    /** Most periods of a call, by the API's documentation. */
    static final int MAX_PERIODS = 12;
    /** Longest query: beyond some 4 KB the API answers with a page of HTML. */
    private static final int MAX_QUERY = 3500;

    private static final String PERIOD = "period";
    private static final int MAX_SAID = 300;

    private final ConnectorConfig config;

    ComtradeConnector(ConnectorConfig config) {
        this.config = config;
    }

    @Override
    public ConnectorKind kind() {
        return ConnectorKind.COMTRADE;
    }

    @Override
    public void check(SettingsReader settings) {
        ComtradeSettings.read(settings);
    }

    @Override
    public List<ObjectNode> parts(Definition definition, ObjectNode memory, Instant now) {
        ComtradeSettings settings = ComtradeSettings.read(new SettingsReader(definition.settings()));
        List<String> periods = settings.periodsAt(now);
        List<ObjectNode> parts = new ArrayList<>();
        for (int from = 0; from < periods.size(); from += MAX_PERIODS) {
            ObjectNode part = Json.object();
            part.set(PERIOD, Json.array(periods.subList(from, Math.min(from + MAX_PERIODS, periods.size()))));
            settings.lists().forEach((name, values) -> part.set(name, Json.array(values)));
            parts.add(part);
        }
        return parts;
    }

    @Override
    public PartResult fetch(ObjectNode part, Work work) throws PutOffException, RefusedException {
        ComtradeSettings settings =
                ComtradeSettings.read(new SettingsReader(work.definition().settings()));
        URI uri = uri(part, settings);
        if (uri.getRawQuery().length() > MAX_QUERY) {
            return halves(part, "the address would be too long");
        }
        try (Fetched fetched = work.get(Ask.withKey(uri, Map.of("Ocp-Apim-Subscription-Key", work.key())))) {
            ComtradeAnswer answer = read(fetched);
            if (!answer.error().isEmpty()) {
                throw RefusedException.part(
                        ProblemType.UNPROCESSABLE,
                        "UN Comtrade answers an error: " + Text.clean(answer.error(), MAX_SAID));
            }
            if (answer.isCut(settings.maxRecords())) {
                return halves(
                        part,
                        answer.rows() + " rows, where " + settings.maxRecords()
                                + " is the limit at which answers are cut");
            }
            if (answer.rows() == 0) {
                return PartResult.nothing(
                        "No rows for " + what(part)
                                + ". UN Comtrade answers so what is not reported yet, and also a period, flow or area that it does not know");
            }
            String job = work.handOver(() -> still(fetched), fileName(part, work), TradeFormat.COMTRADE_JSON);
            return PartResult.of(job, answer.rows() + " rows for " + what(part));
        }
    }

    private static InputStream still(Fetched fetched) throws IOException {
        return ComtradeAnswer.withoutTime(fetched.open());
    }

    private URI uri(ObjectNode part, ComtradeSettings settings) {
        Map<String, String> parameters = new LinkedHashMap<>();
        part.fieldNames().forEachRemaining(name -> {
            List<String> values = Json.texts(part, name);
            if (!values.isEmpty()) {
                parameters.put(name, String.join(",", values));
            }
        });
        parameters.putAll(settings.fixed());
        parameters.put("maxRecords", String.valueOf(settings.maxRecords()));
        String path = "/data/v1/get/C/" + settings.frequency().code() + "/" + settings.classification();
        return Queries.of(config.comtradeUrl(), path, parameters);
    }

    private static ComtradeAnswer read(Fetched fetched) throws RefusedException {
        try (InputStream body = fetched.open()) {
            return ComtradeAnswer.read(body);
        } catch (IOException e) {
            throw RefusedException.part(
                    ProblemType.UNPROCESSABLE,
                    "UN Comtrade's answer is no whole JSON document; it begins with: "
                            + Text.clean(fetched.beginning(MAX_SAID), MAX_SAID));
        }
    }

    /** Two parts by the first list that has several values; never a part that is asked for once more as it is. */
    private static PartResult halves(ObjectNode part, String why) throws RefusedException {
        List<String> names = new ArrayList<>();
        part.fieldNames().forEachRemaining(names::add);
        for (String name : names) {
            List<String> values = Json.texts(part, name);
            if (values.size() > 1) {
                ObjectNode first = part.deepCopy();
                ObjectNode second = part.deepCopy();
                first.set(name, Json.array(values.subList(0, values.size() / 2)));
                second.set(name, Json.array(values.subList(values.size() / 2, values.size())));
                return PartResult.split(List.of(first, second), "Split by " + name + ": " + why);
            }
        }
        throw RefusedException.part(
                ProblemType.UNPROCESSABLE,
                "The answer for " + what(part) + " has " + why
                        + ", and it cannot be split further: nothing of it is taken."
                        + " Name reporters, partners, commodities and flows in the settings, several of each");
    }

    /** One value of each dimension is named, several are counted. */
    private static String what(ObjectNode part) {
        List<String> said = new ArrayList<>();
        part.fieldNames().forEachRemaining(name -> {
            List<String> values = Json.texts(part, name);
            if (!values.isEmpty()) {
                String last = values.get(values.size() - 1);
                said.add(name + " " + values.get(0)
                        + (values.size() == 1 ? "" : " to " + last + " (" + values.size() + ")"));
            }
        });
        return String.join(", ", said);
    }

    private static String fileName(ObjectNode part, Work work) {
        return work.definition().id() + " " + Text.clean(what(part), 200) + ".json";
    }
}
