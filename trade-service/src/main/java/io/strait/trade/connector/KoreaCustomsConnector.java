package io.strait.trade.connector;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.strait.trade.ingest.format.TradeFormat;
import io.strait.trade.problem.ProblemType;
import io.strait.trade.series.Frequency;
import io.strait.trade.series.Period;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Korea Customs Service, exports and imports by item and country ({@code nitemtrade/getNitemtradeList}) of the open data
 * portal: at most a year, one item and one country a call. The portal answers errors with HTTP 200.
 */
@ApplicationScoped
class KoreaCustomsConnector implements Connector {
    private static final int MAX_MONTHS = 12;
    private static final int MAX_LIST = 2000;
    private static final int MAX_CALLS = 20_000;
    private static final Pattern COMMODITY = Pattern.compile("[0-9]{2}|[0-9]{4}|[0-9]{6}|[0-9]{10}");
    private static final Pattern PARTNER = Pattern.compile("[A-Z]{2}");
    /** The portal counts calls by days of Korea. */
    private static final ZoneId SEOUL = ZoneId.of("Asia/Seoul");

    /** Trouble of the portal: application, database, HTTP, time. */
    private static final Set<String> PASSING = Set.of("1", "2", "4", "5", "21", "99");
    /** The key is not for this, not known, not active, out of date, or of another address. */
    private static final Set<String> NO_ACCESS = Set.of("20", "30", "31", "32", "33");

    private static final String NO_DATA = "3";
    private static final String DAY_USED_UP = "22";

    private record Settings(PeriodSettings periods, List<String> commodities, List<String> partners) {
        static Settings read(SettingsReader settings) {
            PeriodSettings periods = PeriodSettings.read(settings, Frequency.MONTHLY);
            List<String> commodities =
                    settings.texts("commodity", COMMODITY, MAX_LIST, "HS codes of 2, 4, 6 or 10 digits");
            List<String> partners =
                    settings.texts("partner", PARTNER, 300, "codes of two letters, as ISO 3166; without it all");
            if (commodities.isEmpty() && partners.isEmpty()) {
                settings.add(
                        "commodity", null, "either commodity or partner is needed", "HS codes of 2, 4, 6 or 10 digits");
            }
            long years = Math.max(periods.named().size(), periods.last()) / MAX_MONTHS + 1L;
            long calls = years * Math.max(1, commodities.size()) * Math.max(1, partners.size());
            if (calls > MAX_CALLS) {
                settings.add(
                        "commodity",
                        calls + " calls",
                        "is too many, with the partners and periods",
                        "at most " + MAX_CALLS + " calls: one for each, and for each twelve months");
            }
            return new Settings(periods, commodities, partners);
        }
    }

    private final ConnectorConfig config;

    KoreaCustomsConnector(ConnectorConfig config) {
        this.config = config;
    }

    @Override
    public ConnectorKind kind() {
        return ConnectorKind.KOREA_CUSTOMS;
    }

    @Override
    public void check(SettingsReader settings) {
        Settings.read(settings);
    }

    @Override
    public List<ObjectNode> parts(Definition definition, ObjectNode memory, Instant now) {
        Settings settings = Settings.read(new SettingsReader(definition.settings()));
        List<Period> months = settings.periods().at(now);
        List<ObjectNode> parts = new ArrayList<>();
        for (String commodity : orAll(settings.commodities())) {
            for (String partner : orAll(settings.partners())) {
                for (int from = 0; from < months.size(); ) {
                    int to = from;
                    // A call asks for a range: months that do not follow one another are two.
                    while (to + 1 < months.size()
                            && to + 1 - from < MAX_MONTHS
                            && months.get(to + 1).equals(months.get(to).plus(1))) {
                        to++;
                    }
                    parts.add(part(months.get(from), months.get(to), commodity, partner));
                    from = to + 1;
                }
            }
        }
        return parts;
    }

    private static List<String> orAll(List<String> named) {
        return named.isEmpty() ? List.of("") : named;
    }

    private static ObjectNode part(Period from, Period to, String commodity, String partner) {
        ObjectNode part = Json.object();
        part.put("strtYymm", from.toString().replace("-", ""));
        part.put("endYymm", to.toString().replace("-", ""));
        if (!commodity.isEmpty()) {
            part.put("hsSgn", commodity);
        }
        if (!partner.isEmpty()) {
            part.put("cntyCd", partner);
        }
        return part;
    }

    @Override
    public PartResult fetch(ObjectNode part, Work work) throws PutOffException, RefusedException {
        Map<String, String> parameters = new LinkedHashMap<>();
        part.fields()
                .forEachRemaining(
                        field -> parameters.put(field.getKey(), field.getValue().asText()));
        URI plain = Queries.of(config.koreaCustomsUrl(), "/1220000/nitemtrade/getNitemtradeList", parameters);
        URI uri = URI.create(plain + "&serviceKey=" + Keys.encoded(work.key()));
        String what = String.join(" ", parameters.values());
        try (Fetched fetched = work.get(Ask.withKey(uri, Map.of()))) {
            KoreaAnswer answer = read(fetched);
            judge(answer, work);
            if (answer.items() == 0) {
                return PartResult.nothing("No items for " + what);
            }
            String job =
                    work.handOver(fetched::open, work.definition().id() + " " + what + ".xml", TradeFormat.KOREA_XML);
            return PartResult.of(job, answer.items() + " items for " + what);
        }
    }

    private static KoreaAnswer read(Fetched fetched) throws RefusedException {
        try (InputStream body = fetched.open()) {
            return KoreaAnswer.read(body);
        } catch (IOException e) {
            throw RefusedException.part(
                    ProblemType.UNPROCESSABLE,
                    "The portal's answer is no whole XML document: " + fetched.beginning(200));
        }
    }

    private static void judge(KoreaAnswer answer, Work work) throws PutOffException, RefusedException {
        String code = answer.code();
        String said =
                "The portal answers " + answer.code() + (answer.message().isEmpty() ? "" : " " + answer.message());
        if (code.isEmpty() || code.equals(NO_DATA)) {
            return;
        }
        if (code.equals(DAY_USED_UP)) {
            Instant tomorrow = work.now()
                    .atZone(SEOUL)
                    .toLocalDate()
                    .plusDays(1)
                    .atStartOfDay(SEOUL)
                    .toInstant();
            throw PutOffException.until(tomorrow, said + ": it goes on when Korea's next day begins");
        }
        // 99 is said of unknown keys too.
        boolean noAccess = NO_ACCESS.contains(code) || answer.message().contains("KEY");
        if (!noAccess && PASSING.contains(code)) {
            throw PutOffException.failed(said, null);
        }
        throw noAccess
                ? RefusedException.run(ProblemType.FORBIDDEN, said)
                : RefusedException.part(ProblemType.UNPROCESSABLE, said);
    }
}
