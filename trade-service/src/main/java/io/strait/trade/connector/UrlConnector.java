package io.strait.trade.connector;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.strait.trade.ingest.format.Text;
import io.strait.trade.ingest.format.TradeFormat;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A file at an address; asked for again only if it has changed, where its server can tell. */
@ApplicationScoped
class UrlConnector implements Connector {
    private static final Pattern ADDRESS = Pattern.compile("https?://[\\x21-\\x7e]{1,480}");
    private static final Pattern FORMAT = Pattern.compile("[a-z-]{1,30}");
    private static final Pattern FILE_NAME = Pattern.compile("[^\\p{Cntrl}/\\\\]{1,200}");
    private static final String ETAG = "etag";
    private static final String LAST_MODIFIED = "lastModified";
    private static final String OF = "of";
    private static final int MAX_TAG = 500;

    private record Settings(String url, @Nullable TradeFormat format, String fileName) {
        static Settings read(SettingsReader settings) {
            String url = settings.needed("url", ADDRESS, "http or https, at most 490 characters");
            if (!url.isEmpty() && !isWebAddress(url)) {
                settings.add(
                        "url", url, "is no address to fetch from", "http or https, a host, no user and no fragment");
            }
            String code = settings.text("format", FORMAT, TradeFormat.codes());
            TradeFormat format = code == null ? null : TradeFormat.ofCode(code).orElse(null);
            if (code != null && format == null) {
                settings.add("format", code, "is no format read here", "one of " + TradeFormat.codes());
            }
            return new Settings(
                    url, format, settings.text("fileName", FILE_NAME, "a name without a folder", nameIn(url)));
        }

        private static boolean isWebAddress(String url) {
            try {
                return AddressRules.isWebAddress(URI.create(url));
            } catch (IllegalArgumentException e) {
                return false;
            }
        }

        private static String nameIn(String url) {
            String path = url.replaceFirst("[?#].*", "");
            return Text.clean(path.substring(path.lastIndexOf('/') + 1), 200);
        }
    }

    @Override
    public ConnectorKind kind() {
        return ConnectorKind.URL;
    }

    @Override
    public void check(SettingsReader settings) {
        Settings.read(settings);
    }

    @Override
    public List<ObjectNode> parts(Definition definition, ObjectNode memory, Instant now) {
        return List.of(Json.object());
    }

    @Override
    public PartResult fetch(ObjectNode part, Work work) throws PutOffException, RefusedException {
        Settings settings = Settings.read(new SettingsReader(work.definition().settings()));
        // What is remembered is of one address: another one has tags of its own.
        boolean same = work.memory().path(OF).asText("").equals(settings.url());
        Map<String, String> headers = new HashMap<>();
        if (same && work.memory().hasNonNull(ETAG)) {
            headers.put("If-None-Match", work.memory().get(ETAG).asText());
        } else if (same && work.memory().hasNonNull(LAST_MODIFIED)) {
            headers.put("If-Modified-Since", work.memory().get(LAST_MODIFIED).asText());
        }
        try (Fetched fetched = work.get(Ask.of(URI.create(settings.url()), headers, 304))) {
            if (fetched.status() == 304) {
                return PartResult.nothing("The file has not changed");
            }
            String job = work.handOver(fetched::open, settings.fileName(), settings.format());
            ObjectNode memory = Json.object().put(OF, settings.url());
            memory.put(
                    ETAG, fetched.header("etag").filter(UrlConnector::isShort).orElse(null));
            memory.put(
                    LAST_MODIFIED,
                    fetched.header("last-modified")
                            .filter(UrlConnector::isShort)
                            .orElse(null));
            return PartResult.of(job, null).remembering(memory);
        }
    }

    private static boolean isShort(String value) {
        return value.length() <= MAX_TAG;
    }
}
