package io.strait.trade.ingest.format;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The formats that can be read, by the names that {@code format=} takes. */
public enum TradeFormat {
    /** UN Comtrade v1, CSV as the web site gives it. */
    COMTRADE_CSV("comtrade-csv"),
    /** UN Comtrade v1, JSON as the API answers. */
    COMTRADE_JSON("comtrade-json"),
    /** UN Comtrade before v1, CSV of 22 or 35 columns and what people cut of it. */
    COMTRADE_LEGACY_CSV("comtrade-legacy-csv"),
    /** BACI of CEPII, the CSV files of its years. */
    BACI_CSV("baci-csv"),
    /** Strait's own, CSV as {@code observations} gives it. */
    STRAIT_CSV("strait-csv"),
    /** Strait's own, one JSON object a line. */
    STRAIT_NDJSON("strait-ndjson"),
    /** Korea's customs service, XML as its open data service answers. */
    KOREA_XML("korea-xml"),
    /** Korea's trade statistics, CSV as the portal exports it. */
    KOREA_CSV("korea-csv"),
    /** Trade Statistics of Japan, CSV of commodity by country. */
    JAPAN_CSV("japan-csv"),
    /** SDMX-CSV 1.0 and 2.x, of any provider of trade in goods. */
    SDMX_CSV("sdmx-csv"),
    /** SDMX-JSON 1.0 and 2.x, data messages. */
    SDMX_JSON("sdmx-json"),
    /** SDMX-ML 2.1, generic and structure-specific data. */
    SDMX_ML("sdmx-ml");

    /** What the description of the API says of the parameter. */
    public static final String DESCRIPTION = "comtrade-csv, comtrade-json, comtrade-legacy-csv, baci-csv, strait-csv,"
            + " strait-ndjson, korea-xml, korea-csv, japan-csv, sdmx-csv, sdmx-json or sdmx-ml; told by the content without it";

    private final String code;

    TradeFormat(String code) {
        this.code = code;
    }

    public String code() {
        return code;
    }

    public static Optional<TradeFormat> ofCode(String code) {
        return Arrays.stream(values())
                .filter(format -> format.code.equals(code))
                .findFirst();
    }

    /** All names, for messages. */
    public static String codes() {
        return Arrays.stream(values()).map(TradeFormat::code).collect(Collectors.joining(", "));
    }

    /**
     * @param flows the flow codes that are known
     * @param fileName empty where the file has none; BACI's name says which edition of HS its codes are of,
     *     Eurostat's which data flow it is of
     */
    public TradeFileReader reader(ReaderLimits limits, Set<String> flows, String fileName) {
        Set<String> known = Set.copyOf(flows);
        return switch (this) {
            case COMTRADE_CSV -> new ComtradeCsvReader(limits, known);
            case COMTRADE_JSON -> new ComtradeJsonReader(limits, known);
            case COMTRADE_LEGACY_CSV -> new ComtradeLegacyCsvReader(limits, known);
            case BACI_CSV -> new BaciCsvReader(limits, fileName);
            case STRAIT_CSV -> new PlainCsvReader(limits, known);
            case STRAIT_NDJSON -> new PlainNdjsonReader(limits, known);
            case KOREA_XML -> new KoreaXmlReader(limits);
            case KOREA_CSV -> new KoreaCsvReader(limits);
            case JAPAN_CSV -> new JapanCsvReader(limits);
            case SDMX_CSV -> new SdmxCsvReader(limits, known, fileName);
            case SDMX_JSON -> new SdmxJsonReader(limits, known, fileName);
            case SDMX_ML -> new SdmxMlReader(limits, known, fileName);
        };
    }
}
