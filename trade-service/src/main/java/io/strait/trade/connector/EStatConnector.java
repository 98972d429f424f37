package io.strait.trade.connector;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.strait.trade.ingest.format.Text;
import io.strait.trade.ingest.format.TradeFormat;
import io.strait.trade.problem.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Japan's e-Stat: the catalogue ({@code getDataCatalog}, API 3.0) names the CSV files of the trade statistics, which are
 * fetched one by one. Tables of its database are by codes that each table makes up; its files have the columns that
 * Japan's customs publish, which are read here.
 */
@ApplicationScoped
class EStatConnector implements Connector {
    private static final Pattern STATS_CODE = Pattern.compile("[0-9]{5}|[0-9]{8}");
    private static final Pattern YEARS = Pattern.compile("[0-9]{4}([0-9]{2})?(-[0-9]{4}([0-9]{2})?)?");
    private static final Pattern WORDS = Pattern.compile("[^\\p{Cntrl}]{1,200}");
    /** Trade Statistics of Japan, of its Ministry of Finance. */
    private static final String TRADE_STATISTICS = "00350300";

    private static final ZoneId TOKYO = ZoneId.of("Asia/Tokyo");
    private static final String SINCE = "modifiedSince";
    private static final String START = "startPosition";
    private static final int PAGE = 100;
    private static final int FIRST_ERROR = 100;
    /** A page of a hundred is some 500 KB. */
    private static final int MAX_CATALOGUE = 32 << 20;

    private record Settings(Map<String, String> query, String title) {
        static Settings read(SettingsReader settings) {
            Map<String, String> query = new LinkedHashMap<>();
            query.put("statsCode", settings.text("statsCode", STATS_CODE, "5 or 8 digits", TRADE_STATISTICS));
            put(query, "surveyYears", settings.text("surveyYears", YEARS, "2024, 202408 or 202401-202408"));
            put(query, "searchWord", settings.text("searchWord", WORDS, "words, also with AND and OR"));
            return new Settings(query, settings.text("titleContains", WORDS, "words", ""));
        }

        private static void put(Map<String, String> query, String name, @Nullable String value) {
            if (value != null) {
                query.put(name, value);
            }
        }
    }

    private final ConnectorConfig config;
    private final ObjectMapper json;

    EStatConnector(ConnectorConfig config, ObjectMapper json) {
        this.config = config;
        this.json = json;
    }

    @Override
    public ConnectorKind kind() {
        return ConnectorKind.E_STAT;
    }

    @Override
    public void check(SettingsReader settings) {
        Settings.read(settings);
    }

    @Override
    public List<ObjectNode> parts(Definition definition, ObjectNode memory, Instant now) {
        return List.of(Json.object().put(START, 1));
    }

    @Override
    public PartResult fetch(ObjectNode part, Work work) throws PutOffException, RefusedException {
        return part.has(START) ? page(part, work) : file(part, work);
    }

    private PartResult page(ObjectNode part, Work work) throws PutOffException, RefusedException {
        Settings settings = Settings.read(new SettingsReader(work.definition().settings()));
        Map<String, String> parameters = new LinkedHashMap<>(settings.query());
        parameters.put("dataType", "CSV");
        parameters.put(START, part.get(START).asText());
        parameters.put("limit", String.valueOf(PAGE));
        URI plain = Queries.of(config.eStatUrl(), "/rest/3.0/app/json/getDataCatalog", parameters);
        URI uri = URI.create(plain + "&appId=" + Keys.encoded(work.key()));
        try (Fetched fetched = work.get(Ask.withKey(uri, Map.of()))) {
            JsonNode answer = read(fetched).path("GET_DATA_CATALOG");
            judge(answer.path("RESULT"));
            JsonNode list = answer.path("DATA_CATALOG_LIST_INF");
            List<ObjectNode> more = new ArrayList<>();
            int old = files(list, settings, since(work), more);
            String note = more.size() + " files listed" + (old == 0 ? "" : ", " + old + " more not changed");
            JsonNode next = list.path("RESULT_INF").path("NEXT_KEY");
            if (next.asInt(0) > part.get(START).asInt()) {
                more.add(Json.object().put(START, next.asInt()));
            }
            ObjectNode memory = Json.object()
                    .put(SINCE, work.startedAt().atZone(TOKYO).toLocalDate().toString());
            return PartResult.listed(more, null, note).remembering(memory);
        }
    }

    private JsonNode read(Fetched fetched) throws RefusedException {
        try (InputStream body = fetched.open()) {
            return json.readTree(body.readNBytes(MAX_CATALOGUE));
        } catch (IOException e) {
            throw RefusedException.part(ProblemType.UNPROCESSABLE, "e-Stat's catalogue is no whole JSON document");
        }
    }

    /** 0 and 2 have results, 1 has none; 100 refuses the key, what is above it is another error. */
    private static void judge(JsonNode result) throws RefusedException {
        int status = result.path("STATUS").asInt(FIRST_ERROR);
        String said = "e-Stat answers " + status + " "
                + Text.clean(result.path("ERROR_MSG").asText(""), 300);
        if (status == FIRST_ERROR) {
            throw RefusedException.run(ProblemType.FORBIDDEN, said);
        }
        if (status > FIRST_ERROR) {
            throw RefusedException.run(ProblemType.UNPROCESSABLE, said);
        }
    }

    /** Files changed on the day of the last run, or later: the catalogue tells days. */
    private static LocalDate since(Work work) {
        try {
            return LocalDate.parse(work.memory().path(SINCE).asText(""));
        } catch (DateTimeException e) {
            return LocalDate.MIN;
        }
    }

    /** Adds a part for each file that is wanted; gives back how many have not changed. */
    private static int files(JsonNode list, Settings settings, LocalDate since, List<ObjectNode> parts) {
        int old = 0;
        for (JsonNode entry : each(list.path("DATA_CATALOG_INF"))) {
            String dataSet = entry.path("DATASET").path("TITLE").path("NAME").asText("");
            for (JsonNode resource : each(entry.path("RESOURCES").path("RESOURCE"))) {
                String title =
                        dataSet + " " + resource.path("TITLE").path("NAME").asText("");
                String url = resource.path("URL").asText("");
                if (!resource.path("FORMAT").asText("").equals("CSV")
                        || url.isEmpty()
                        || !title.contains(settings.title())) {
                    continue;
                }
                if (changed(resource).isBefore(since)) {
                    old++;
                    continue;
                }
                parts.add(Json.object()
                        .put("url", url)
                        .put("id", resource.path("@id").asText(""))
                        .put("title", Text.clean(title.strip(), 150)));
            }
        }
        return old;
    }

    private static LocalDate changed(JsonNode resource) {
        try {
            return LocalDate.parse(resource.path("LAST_MODIFIED_DATE").asText(""));
        } catch (DateTimeException e) {
            return LocalDate.MAX;
        }
    }

    /** One is given as itself, several as an array. */
    private static Iterable<JsonNode> each(JsonNode node) {
        return node.isObject() ? List.of(node) : node;
    }

    private static PartResult file(ObjectNode part, Work work) throws PutOffException, RefusedException {
        URI uri;
        try {
            uri = URI.create(part.path("url").asText());
        } catch (IllegalArgumentException e) {
            throw RefusedException.part(ProblemType.UNPROCESSABLE, "e-Stat's catalogue names what is no address");
        }
        String title = part.path("title").asText();
        // The address comes with the answer, so it is checked, and gets no key.
        try (Fetched fetched = work.get(Ask.of(uri, Map.of()))) {
            String name = work.definition().id() + " " + part.path("id").asText() + ".csv";
            return PartResult.of(work.handOver(fetched::open, name, TradeFormat.JAPAN_CSV), title);
        }
    }
}
