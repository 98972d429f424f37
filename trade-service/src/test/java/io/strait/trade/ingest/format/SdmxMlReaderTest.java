package io.strait.trade.ingest.format;

import static io.strait.trade.ingest.format.SdmxCsvReaderTest.figures;
import static io.strait.trade.ingest.format.TradeFormat.SDMX_ML;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.strait.trade.ingest.format.FileRejectedException.Kind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SdmxMlReaderTest {
    private static final String NAMESPACES = " xmlns:m='urn:m' xmlns:g='urn:g' xmlns:c='urn:c' xmlns:ss='urn:ss'"
            + " xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance'";
    private static final String HEADER = "<m:Header><m:ID>x</m:ID><m:Structure structureID='S'"
            + " dimensionAtObservation='TIME_PERIOD'><c:Structure><Ref agencyID='ESTAT' id='DS-045409' version='1.0'/>"
            + "</c:Structure></m:Structure></m:Header>";
    private static final String SERIES_KEY = value("FREQ", "M")
            + value("REF_AREA", "KR")
            + value("COUNTERPART_AREA", "US")
            + value("TRADE_FLOW", "X")
            + value("COMMODITY", "8542");
    private static final String SERIES_ATTRIBUTES =
            "FREQ='M' REF_AREA='KR' COUNTERPART_AREA='US' TRADE_FLOW='X' COMMODITY='8542'";
    private static final List<String> READ = List.of(
            "1 2024-07 410 842 X HS 8542 1500 REPORTED",
            "2 2024-08 410 842 X HS 8542 0 ESTIMATED",
            "3 2024-09 410 842 X HS 8542 null SUPPRESSED",
            "4 2024-10 410 842 X HS 8542 null MISSING");

    @Test
    void genericDataIsRead() throws IOException {
        String file = generic("<g:Series><g:SeriesKey>" + SERIES_KEY + "</g:SeriesKey><g:Attributes>"
                + value("CURRENCY", "USD") + value("UNIT_MULT", "3") + value("NOTE_X", "y") + "</g:Attributes>"
                + genericObs("2024-07", "1.5", "A") + genericObs("2024-08", "0", "E") + genericObs("2024-09", "", "Q")
                + genericObs("2024-10", "NaN", "M") + genericObs("202413", "1", "A") + "</g:Series>");

        Reading reading = Reading.ofBody("", utf8(file));

        assertThat(figures(reading)).containsExactlyElementsOf(READ);
        assertThat(reading.faults()).containsExactly("5 TIME_PERIOD 202413");
        assertThat(reading.findings().notes()).contains("components not used: NOTE_X");
    }

    @Test
    void structureSpecificDataIsRead() throws IOException {
        String observations = obs("2024-07", "1.5", "A") + obs("2024-08", "0", "E") + obs("2024-09", "", "Q")
                + "<Obs TIME_PERIOD='2024-10' OBS_STATUS='M'/>" + obs("2024-11", "1e309", "A");
        String file = specific(
                "UNIT_MULT='3'", "<Series " + SERIES_ATTRIBUTES + " CURRENCY='USD'>" + observations + "</Series>");

        Reading reading = Reading.ofBody("", utf8(file));

        assertThat(figures(reading)).containsExactlyElementsOf(READ);
        assertThat(reading.faults()).containsExactly("5 OBS_VALUE 1e309");
    }

    @Test
    void flatDataIsRead() throws IOException {
        String generic = generic("<g:Obs><g:ObsKey>" + SERIES_KEY + value("TIME_PERIOD", "2024-07") + "</g:ObsKey>"
                + "<g:ObsValue value='1500'/><g:Attributes>" + value("CURRENCY", "USD") + "</g:Attributes></g:Obs>");
        String specific = specific(
                "CURRENCY='USD'", "<Obs " + SERIES_ATTRIBUTES + " TIME_PERIOD='2024-07'" + " OBS_VALUE='1500'/>");

        for (String file : List.of(generic, specific)) {
            assertThat(figures(Reading.ofBody("", utf8(file)))).containsExactly(READ.get(0));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "TIME_PERIOD='2024-07'|TIME_PERIOD='2024-13'|TIME_PERIOD 2024-13",
                "OBS_VALUE='1'|OBS_VALUE='1,234'|OBS_VALUE 1,234",
                "OBS_VALUE='1'|OBS_VALUE='x'|OBS_VALUE x",
                "REF_AREA='KR'|REF_AREA='K!'|REF_AREA K!",
                "COUNTERPART_AREA='US'||COUNTERPART_AREA",
                "COMMODITY='8542'|COMMODITY='85423'|COMMODITY 85423",
                "COMMODITY='8542'|COMMODITY='8542' MODE='SEA'|MODE SEA",
                "CURRENCY='USD'|UNIT_MEASURE='KG'|UNIT_MEASURE KG",
                "CURRENCY='USD'|INDICATOR='QUANTITY_IN_100KG'|INDICATOR QUANTITY_IN_100KG"
            })
    void aBadObservationCostsItselfOnly(String good, @Nullable String bad, String fault) throws IOException {
        String series =
                "<Series " + SERIES_ATTRIBUTES + " CURRENCY='USD'><Obs TIME_PERIOD='2024-07' OBS_VALUE='1'/></Series>";
        assertThat(series).contains(good);

        Reading reading =
                Reading.ofBody("", utf8(specific("", series + series.replace(good, bad == null ? "" : bad) + series)));

        assertThat(reading.rows()).hasSize(2);
        assertThat(reading.faults()).singleElement().asString().isEqualToIgnoringWhitespace("2 " + fault);
    }

    @Test
    void aComponentThatStandsTwiceCostsItsRows() throws IOException {
        Reading reading = Reading.ofBody(
                "",
                utf8(generic("<g:Series><g:SeriesKey>" + SERIES_KEY + value("FREQ", "A") + "</g:SeriesKey>"
                        + genericObs("2024-07", "1", "A") + "</g:Series>")));

        assertThat(reading.rows()).isEmpty();
        assertThat(reading.faults()).containsExactly("1 FREQ A");
    }

    @Test
    void aDeletionIsToldAndNotIgnored() throws IOException {
        String series = "<Series " + SERIES_ATTRIBUTES + " CURRENCY='USD'>" + obs("2024-07", "1", "A") + "</Series>";

        Reading reading = Reading.ofBody("", utf8(specific("", series).replace("'Replace'", "'Delete'")));

        assertThat(reading.faults()).containsExactly("1 ACTION Delete");
        String ofAll = specific("", series)
                .replace(" ss:action='Replace'", "")
                .replace("</m:ID>", "</m:ID><m:DataSetAction>Delete</m:DataSetAction>");
        assertThat(Reading.ofBody("", utf8(ofAll)).faults()).containsExactly("1 ACTION Delete");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!DOCTYPE x [<!ENTITY x SYSTEM \"file:///etc/hostname\">]><m:GenericData>&x;</m:GenericData>",
                "<!DOCTYPE x [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;\">]><GenericData>&b;</GenericData>",
                "<!DOCTYPE x SYSTEM \"http://127.0.0.1:9/x.dtd\"><GenericData/>",
                "<GenericData>&unknown;</GenericData>",
                "<GenericData><Header>",
                "<GenericData><DataSet><Series><SeriesKey><Value id=\"FREQ\" val",
                "<GenericData></Header></GenericData>",
                "<GenericData><Obs A='1' A='2'/></GenericData>",
                "<GenericData>\0</GenericData>",
                "<GenericData/><GenericData/>"
            })
    void whatIsNoPlainXmlIsRefused(String file) {
        assertRefused(Kind.MALFORMED, file, "expected");
    }

    @Test
    void whatGoesOnAndOnIsRefused() {
        String endless = "x".repeat(10_000_000);
        assertRefused(Kind.MALFORMED, "<GenericData a='" + endless + "'/>", "longer than can be taken");
        assertRefused(Kind.MALFORMED, "<GenericData><!--" + endless + "--></GenericData>", "longer than can be taken");
        // Text comes in pieces, of which none is kept.
        assertRefused(Kind.UNPROCESSABLE, "<GenericData>" + endless + "</GenericData>", "has no DataSet");
        assertRefused(Kind.MALFORMED, "<GenericData>" + "<a>".repeat(60), "lies too deep");
        StringBuilder components = new StringBuilder();
        for (int i = 0; i < 10_000; i++) {
            components.append(" A").append(i).append("='1'");
        }
        assertThatThrownBy(() -> Reading.of(SDMX_ML, specific("", "<Series" + components + "/>")))
                .isInstanceOf(FileRejectedException.class);
    }

    @Test
    void whatCannotBeUsedIsRefused() {
        assertRefused(Kind.UNPROCESSABLE, "<Structure/>", "is no data message");
        assertRefused(Kind.UNPROCESSABLE, "<GenericData/>", "has no DataSet");
        assertRefused(Kind.UNPROCESSABLE, "<GenericData><Obs/></GenericData>", "outside of a DataSet");
        assertRefused(Kind.UNPROCESSABLE, specific("", "<Group UNIT_MULT='6'/>"), "attached to a group");
        assertRefused(
                Kind.UNPROCESSABLE,
                generic("<g:Group><g:Attributes>" + value("UNIT_MULT", "6") + "</g:Attributes></g:Group>"),
                "attached to a group");
        assertRefused(
                Kind.UNPROCESSABLE,
                generic("<g:Series><g:SeriesKey><g:Value concept='FREQ' value='M'/></g:SeriesKey></g:Series>"),
                "has no id");
        assertRefused(
                Kind.UNPROCESSABLE,
                specific("", "<Series REF_AREA='KR' REPORTER='JP'/>"),
                "means the same as REF_AREA");
    }

    private static void assertRefused(Kind kind, String file, String words) {
        assertThatThrownBy(() -> Reading.of(SDMX_ML, file))
                .hasMessageContaining(words)
                .isInstanceOfSatisfying(
                        FileRejectedException.class, e -> assertThat(e.kind()).isEqualTo(kind));
    }

    private static String generic(String content) {
        return "<?xml version='1.0' encoding='UTF-8'?>\n<m:GenericData" + NAMESPACES + ">" + HEADER
                + "<m:DataSet action='Replace' structureRef='S'>" + content + "</m:DataSet></m:GenericData>";
    }

    private static String specific(String attributes, String content) {
        return "<?xml version='1.0' encoding='UTF-8'?>\n<m:StructureSpecificData" + NAMESPACES + ">" + HEADER
                + "<m:DataSet ss:action='Replace' ss:structureRef='S' xsi:type='t' " + attributes + ">" + content
                + "</m:DataSet></m:StructureSpecificData>";
    }

    private static String genericObs(String period, String value, String status) {
        return "<g:Obs><g:ObsDimension value='" + period + "'/>"
                + (value.isEmpty() ? "" : "<g:ObsValue value='" + value + "'/>") + "<g:Attributes>"
                + value("OBS_STATUS", status) + "</g:Attributes></g:Obs>";
    }

    private static String obs(String period, String value, String status) {
        return "<Obs TIME_PERIOD='" + period + "' OBS_VALUE='" + value + "' OBS_STATUS='" + status + "'/>";
    }

    private static String value(String id, String value) {
        return "<g:Value id='" + id + "' value='" + value + "'/>";
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
