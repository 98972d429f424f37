package io.strait.trade.ingest;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Small UN Comtrade v1 files, made for a case: quoted as UN Comtrade does, one comma too many at each line's end. */
public final class ComtradeFile {
    public static final List<String> COLUMNS = Arrays.asList(
            ("typeCode,freqCode,refPeriodId,refYear,refMonth,period,reporterCode,reporterISO,reporterDesc,flowCode,"
                            + "flowDesc,partnerCode,partnerISO,partnerDesc,partner2Code,partner2ISO,partner2Desc,"
                            + "classificationCode,classificationSearchCode,isOriginalClassification,cmdCode,cmdDesc,"
                            + "aggrLevel,isLeaf,customsCode,customsDesc,mosCode,motCode,motDesc,qtyUnitCode,"
                            + "qtyUnitAbbr,qty,isQtyEstimated,altQtyUnitCode,altQtyUnitAbbr,altQty,isAltQtyEstimated,"
                            + "netWgt,isNetWgtEstimated,grossWgt,isGrossWgtEstimated,cifvalue,fobvalue,primaryValue,"
                            + "legacyEstimationFlag,isReported,isAggregate")
                    .split(","));

    /** A real file, beside the repository or beside a work tree of it; it may be absent. */
    public static Path real(String name) {
        Path beside = Path.of("../../shared/data/comtrade", name);
        return Files.exists(beside) ? beside : Path.of("../../../shared/data/comtrade", name);
    }

    private final List<Map<String, String>> rows = new ArrayList<>();

    /** A monthly row of Korea's exports to Japan, as a start for others. */
    public static Map<String, String> row(String commodity, String period, String value) {
        Map<String, String> row = new LinkedHashMap<>();
        COLUMNS.forEach(column -> row.put(column, ""));
        row.putAll(Map.of(
                "typeCode", "C",
                "freqCode", period.length() == 4 ? "A" : "M",
                "period", period,
                "reporterCode", "410",
                "reporterISO", "KOR",
                "reporterDesc", "Rep. of Korea",
                "flowCode", "X",
                "partnerCode", "392",
                "partnerISO", "JPN",
                "partnerDesc", "Japan"));
        row.putAll(Map.of(
                "partner2Code", "0",
                "partner2ISO", "W00",
                "classificationCode", "H6",
                "cmdCode", commodity,
                "customsCode", "C00",
                "mosCode", "0 ",
                "motCode", "0",
                "qtyUnitCode", "-1",
                "isAggregate", "true",
                "primaryValue", value));
        return row;
    }

    public ComtradeFile with(String commodity, String period, String value) {
        rows.add(row(commodity, period, value));
        return this;
    }

    /** The same with further cells: name, value, name, value. */
    public ComtradeFile with(String commodity, String period, String value, String... cells) {
        Map<String, String> row = row(commodity, period, value);
        for (int i = 0; i < cells.length; i += 2) {
            row.put(cells[i], cells[i + 1]);
        }
        rows.add(row);
        return this;
    }

    public List<Map<String, String>> rows() {
        return rows;
    }

    public byte[] csv() {
        return csv(StandardCharsets.UTF_8);
    }

    public byte[] csv(Charset charset) {
        StringBuilder csv = new StringBuilder(String.join(",", COLUMNS)).append("\r\n");
        for (Map<String, String> row : rows) {
            csv.append(line(row)).append("\r\n");
        }
        return csv.toString().getBytes(charset);
    }

    public static String line(Map<String, String> row) {
        StringBuilder line = new StringBuilder();
        for (String column : COLUMNS) {
            String value = row.getOrDefault(column, "");
            line.append(value.isEmpty() ? "" : '"' + value.replace("\"", "\"\"") + '"')
                    .append(',');
        }
        return line.toString();
    }

    /** The API's answer with the same rows; all values as texts, as some answers have them. */
    public byte[] json() {
        StringBuilder json =
                new StringBuilder("{\"elapsedTime\":\"0.1 secs\",\"count\":" + rows.size() + ",\"data\":[");
        for (int i = 0; i < rows.size(); i++) {
            json.append(i == 0 ? "{" : ",{");
            String separator = "";
            for (Map.Entry<String, String> cell : rows.get(i).entrySet()) {
                String value = cell.getValue();
                json.append(separator)
                        .append('"')
                        .append(cell.getKey())
                        .append("\":")
                        .append(
                                value.isEmpty()
                                        ? "null"
                                        : '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"');
                separator = ",";
            }
            json.append('}');
        }
        return json.append("],\"error\":\"\"}").toString().getBytes(StandardCharsets.UTF_8);
    }
}
