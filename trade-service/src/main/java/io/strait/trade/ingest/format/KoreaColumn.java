package io.strait.trade.ingest.format;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What Korea's statistics tell of one commodity, area and period: exports and imports side by side. */
enum KoreaColumn {
    PERIOD("year", "기간", "년월", "연월", "년도", "연도", "년"),
    PARTNER("statCd", "국가코드", "국가부호"),
    PARTNER_NAME("statCdCntnKor1", "국가명", "국가"),
    COMMODITY("hsCd", "hsCode", "hs코드", "hs부호", "hscd", "품목코드", "코드"),
    EXPORT_VALUE("expDlr", "수출금액", "수출액"),
    EXPORT_WEIGHT("expWgt", "수출중량"),
    IMPORT_VALUE("impDlr", "수입금액", "수입액"),
    IMPORT_WEIGHT("impWgt", "수입중량");

    private static final Map<String, KoreaColumn> BY_NAME = new HashMap<>();

    static {
        for (KoreaColumn column : values()) {
            BY_NAME.put(column.label.toLowerCase(Locale.ROOT), column);
            for (String name : column.others) {
                BY_NAME.put(name.toLowerCase(Locale.ROOT), column);
            }
        }
    }

    private final String label;
    private final String[] others;

    KoreaColumn(String label, String... others) {
        this.label = label;
        this.others = others;
    }

    /** The column of that name, without blanks, in whatever case, and without the unit that may stand behind it. */
    static @Nullable KoreaColumn named(String name) {
        String plain = name.replaceAll("\\s+|\\(.*", "").toLowerCase(Locale.ROOT);
        return BY_NAME.get(plain);
    }

    /** Its name in the XML. */
    String label() {
        return label;
    }
}
