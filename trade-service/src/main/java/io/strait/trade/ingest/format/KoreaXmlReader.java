package io.strait.trade.ingest.format;

import io.strait.trade.ingest.format.FileRejectedException.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Korea Customs Service, the answer of its open data service: items by country. Items are counted instead of lines. */
final class KoreaXmlReader implements TradeFileReader {
    private static final String EXPECTED = "<response> with <header> and <body>, as Korea's customs service answers";

    private final ReaderLimits limits;

    KoreaXmlReader(ReaderLimits limits) {
        this.limits = limits;
    }

    @Override
    public void read(InputStream body, RowSink sink, FileFindings findings) throws IOException {
        new Answer(new XmlEvents(body, limits), sink, findings).read();
    }

    /** One pass over one answer. */
    private static final class Answer {
        private final XmlEvents events;
        private final RowSink sink;
        private final KoreaRowMapper mapper;
        private final String[] cells = new String[KoreaColumn.values().length];
        private final boolean[] given = new boolean[cells.length];
        private final StringBuilder text = new StringBuilder();
        private String resultCode = "";
        private String message = "";
        private long items;

        Answer(XmlEvents events, RowSink sink, FileFindings findings) {
            this.events = events;
            this.sink = sink;
            String[] labels =
                    Arrays.stream(KoreaColumn.values()).map(KoreaColumn::label).toArray(String[]::new);
            this.mapper = new KoreaRowMapper(KoreaRowMapper.Scale.XML, labels, findings);
        }

        void read() throws IOException {
            boolean answer = false;
            boolean failed = false;
            boolean first = true;
            for (int event = events.next(); event != XmlEvents.FINISHED; event = events.next()) {
                if (event == XmlEvents.START) {
                    String name = events.name();
                    answer |= first && name.equals("response");
                    failed |= first && name.equals("OpenAPI_ServiceResponse");
                    first = false;
                    if (name.equals("item")) {
                        item();
                    }
                    text.setLength(0);
                } else if (event == XmlEvents.TEXT) {
                    events.appendTo(text);
                } else {
                    header(events.name());
                }
            }
            if (failed || (!resultCode.isEmpty() && !resultCode.matches("0+"))) {
                throw new FileRejectedException(
                        Kind.UNPROCESSABLE,
                        0,
                        new BadValue(
                                "resultCode",
                                resultCode + (message.isEmpty() ? "" : " " + message),
                                "is what the service answered instead of data",
                                "resultCode 00"));
            }
            if (!answer) {
                throw new FileRejectedException(
                        Kind.UNPROCESSABLE, 0, new BadValue("body", "", "is no answer of the service", EXPECTED));
            }
            mapper.conclude();
        }

        private void header(String name) {
            String value = text.toString().trim();
            text.setLength(0);
            switch (name) {
                case "resultCode", "returnReasonCode" -> resultCode = value;
                case "resultMsg", "errMsg", "returnAuthMsg" ->
                    message = message.isEmpty() || name.equals("returnAuthMsg") ? value : message;
                default -> {}
            }
        }

        private void item() throws IOException {
            Arrays.fill(cells, "");
            Arrays.fill(given, false);
            items++;
            @Nullable BadValue bad = null;
            int inside = 0;
            for (int event = events.next(); event != XmlEvents.FINISHED; event = events.next()) {
                if (event == XmlEvents.START) {
                    inside++;
                    text.setLength(0);
                } else if (event == XmlEvents.TEXT) {
                    events.appendTo(text);
                } else {
                    if (inside == 0) {
                        break;
                    }
                    inside--;
                    @Nullable KoreaColumn column = KoreaColumn.named(events.name());
                    if (column != null && inside == 0) {
                        if (given[column.ordinal()]) {
                            bad = new BadValue(events.name(), text.toString(), "stands twice", "each element once");
                        }
                        given[column.ordinal()] = true;
                        cells[column.ordinal()] = text.toString().trim();
                    }
                }
            }
            if (bad != null) {
                sink.accept(new RowOutcome.Rejected(items, List.of(bad)));
            } else {
                mapper.map(items, cells, given, sink);
            }
        }
    }
}
