package io.strait.trade.ingest.format;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * UN Comtrade's codes of areas by the numbers of Japan's own table of countries, its appendix 1 to the rules on trade
 * statistics (統計国名符号表, https://www.customs.go.jp/toukei/sankou/dgorder/a1.htm). Left out are numbers of no single
 * area of UN Comtrade's, such as 326 (the Netherlands Antilles together), 523 (the Canary Islands) or 702 (unknown): they
 * are kept as unmapped.
 */
final class JapanAreas {
    private static final String LIST = """
            103 KOR, 104 PRK, 105 CHN, 106 TWN, 107 MNG, 108 HKG, 110 VNM, 111 THA, 112 SGP, 113 MYS, 116 BRN,
            117 PHL, 118 IDN, 120 KHM, 121 LAO, 122 MMR, 123 IND, 124 PAK, 125 LKA, 126 MDV, 127 BGD, 128 TLS,
            129 MAC, 130 AFG, 131 NPL, 132 BTN, 133 IRN, 134 IRQ, 135 BHR, 137 SAU, 138 KWT, 140 QAT, 141 OMN,
            143 ISR, 144 JOR, 145 SYR, 146 LBN, 147 ARE, 149 YEM, 150 AZE, 151 ARM, 152 UZB, 153 KAZ, 154 KGZ,
            155 TJK, 156 TKM, 157 GEO, 158 PSE, 201 ISL, 202 NOR, 203 SWE, 204 DNK, 205 GBR, 206 IRL, 207 NLD,
            208 BEL, 209 LUX, 210 FRA, 211 MCO, 212 AND, 213 DEU, 215 CHE, 217 PRT, 218 ESP, 219 GIB, 220 ITA,
            221 MLT, 222 FIN, 223 POL, 224 RUS, 225 AUT, 227 HUN, 228 SRB, 229 ALB, 230 GRC, 231 ROU, 232 BGR,
            233 CYP, 234 TUR, 235 EST, 236 LVA, 237 LTU, 238 UKR, 239 BLR, 240 MDA, 241 HRV, 242 SVN, 243 BIH,
            244 MKD, 245 CZE, 246 SVK, 247 MNE, 249 FRO, 250 VAT, 301 GRL, 302 CAN, 303 SPM, 304 USA, 305 MEX,
            306 GTM, 307 HND, 308 BLZ, 309 SLV, 310 NIC, 311 CRI, 312 PAN, 314 BMU, 315 BHS, 316 JAM, 317 TCA,
            319 BRB, 320 TTO, 321 CUB, 322 HTI, 323 DOM, 324 PRI, 325 VIR, 328 CYM, 329 GRD, 330 LCA, 331 ATG,
            332 VGB, 333 DMA, 334 MSR, 335 KNA, 336 VCT, 337 AIA, 338 BLM, 401 COL, 402 VEN, 403 GUY, 404 SUR,
            405 GUF, 406 ECU, 407 PER, 408 BOL, 409 CHL, 410 BRA, 411 PRY, 412 URY, 413 ARG, 501 MAR, 503 DZA,
            504 TUN, 505 LBY, 506 EGY, 507 SDN, 508 ESH, 509 MRT, 510 SEN, 511 GMB, 512 GNB, 513 GIN, 514 SLE,
            515 LBR, 516 CIV, 517 GHA, 518 TGO, 519 BEN, 520 MLI, 521 BFA, 522 CPV, 524 NGA, 525 NER, 526 RWA,
            527 CMR, 528 TCD, 529 CAF, 530 GNQ, 531 GAB, 532 COG, 533 COD, 534 BDI, 535 AGO, 536 STP, 537 SHN,
            538 ETH, 539 DJI, 540 SOM, 541 KEN, 542 UGA, 543 TZA, 544 SYC, 545 MOZ, 546 MDG, 547 MUS, 548 REU,
            549 ZWE, 550 NAM, 551 ZAF, 552 LSO, 553 MWI, 554 ZMB, 555 BWA, 556 SWZ, 557 IOT, 558 COM, 559 ERI,
            560 SSD, 601 AUS, 602 PNG, 606 NZL, 607 COK, 608 TKL, 609 NIU, 610 WSM, 611 VUT, 612 FJI, 613 SLB,
            614 TON, 615 KIR, 616 PCN, 617 NRU, 619 PYF, 620 GUM, 621 ASM, 624 TUV, 625 MHL, 626 FSM, 627 MNP,
            628 PLW
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
