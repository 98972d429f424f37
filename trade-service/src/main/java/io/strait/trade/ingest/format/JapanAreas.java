package io.strait.trade.ingest.format;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * UN Comtrade's codes of areas by Japan's customs codes, of which these are the larger partners. An area that is not
 * listed is kept as unmapped.
 */
final class JapanAreas {
    private static final String LIST = """
            103 KOR, 105 CHN, 106 TWN, 107 MNG, 108 HKG, 110 VNM, 111 THA, 112 SGP, 113 MYS, 116 BRN, 117 PHL, 118 IDN,
            120 KHM, 121 LAO, 122 MMR, 123 IND, 124 PAK, 125 LKA, 126 MDV, 127 BGD, 133 IRN, 134 IRQ, 135 BHR, 137 SAU,
            138 KWT, 140 QAT, 141 OMN, 143 ISR, 144 JOR, 147 ARE, 202 NOR, 203 SWE, 204 DNK, 205 GBR, 206 IRL, 207 NLD,
            208 BEL, 210 FRA, 213 DEU, 215 CHE, 217 PRT, 218 ESP, 220 ITA, 222 FIN, 223 POL, 224 RUS, 225 AUT, 227 HUN,
            230 GRC, 234 TUR, 302 CAN, 304 USA, 305 MEX, 401 COL, 407 PER, 409 CHL, 410 BRA, 413 ARG, 506 EGY, 551 ZAF,
            601 AUS, 606 NZL
            """;

    private static final Map<String, String> ISO = new HashMap<>();

    static {
        for (String entry : LIST.strip().split(",\\s+")) {
            ISO.put(entry.substring(0, 3), entry.substring(4));
        }
    }

    private JapanAreas() {}

    /** ISO alpha-3 of Japan's code, null where it is not listed. */
    static @Nullable String iso(String code) {
        return ISO.get(code);
    }
}
