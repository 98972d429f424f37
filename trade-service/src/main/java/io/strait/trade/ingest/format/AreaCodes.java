package io.strait.trade.ingest.format;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Finds UN Comtrade's code of an area by the code that other sources give it. What is in no list gets a code of its own,
 * the same in every file, and is kept as unmapped. One a file, for it bounds how many of these a file may have. Not
 * thread-safe.
 */
final class AreaCodes {
    static final String EXPECTED =
            "a code of ISO 3166, UN M49 or UN Comtrade, or another of at most 5 capital letters and"
                    + " digits, which is kept as unmapped";

    /** Above all codes of UN Comtrade, which have at most four digits. */
    private static final int FIRST_UNMAPPED = 10_000;

    private static final String ALPHABET = "_ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
    private static final int MAX_UNMAPPED_LENGTH = 5;
    private static final int MAX_UNMAPPED = 1_000;
    private static final int MAX_TOLD = 50;

    /** Comtrade's code, ISO alpha-2 and alpha-3: the same list as the table {@code area}. */
    private static final String LIST = """
            4 AF AFG, 8 AL ALB, 10 AQ ATA, 12 DZ DZA, 16 AS ASM, 20 AD AND, 24 AO AGO, 28 AG ATG, 31 AZ AZE,
            32 AR ARG, 36 AU AUS, 40 AT AUT, 44 BS BHS, 48 BH BHR, 50 BD BGD, 51 AM ARM, 52 BB BRB, 56 BE BEL,
            60 BM BMU, 64 BT BTN, 68 BO BOL, 70 BA BIH, 72 BW BWA, 74 BV BVT, 76 BR BRA, 84 BZ BLZ, 86 IO IOT,
            90 SB SLB, 92 VG VGB, 96 BN BRN, 100 BG BGR, 104 MM MMR, 108 BI BDI, 112 BY BLR, 116 KH KHM,
            120 CM CMR, 124 CA CAN, 132 CV CPV, 136 KY CYM, 140 CF CAF, 144 LK LKA, 148 TD TCD, 152 CL CHL,
            156 CN CHN, 162 CX CXR, 166 CC CCK, 170 CO COL, 174 KM COM, 175 YT MYT, 178 CG COG, 180 CD COD,
            184 CK COK, 188 CR CRI, 191 HR HRV, 192 CU CUB, 196 CY CYP, 203 CZ CZE, 204 BJ BEN, 208 DK DNK,
            212 DM DMA, 214 DO DOM, 218 EC ECU, 222 SV SLV, 226 GQ GNQ, 231 ET ETH, 232 ER ERI, 233 EE EST,
            234 FO FRO, 238 FK FLK, 239 GS SGS, 242 FJ FJI, 246 FI FIN, 248 AX ALA, 251 FR FRA, 254 GF GUF,
            258 PF PYF, 260 TF ATF, 262 DJ DJI, 266 GA GAB, 268 GE GEO, 270 GM GMB, 275 PS PSE, 276 DE DEU,
            288 GH GHA, 292 GI GIB, 296 KI KIR, 300 GR GRC, 304 GL GRL, 308 GD GRD, 312 GP GLP, 316 GU GUM,
            320 GT GTM, 324 GN GIN, 328 GY GUY, 332 HT HTI, 334 HM HMD, 336 VA VAT, 340 HN HND, 344 HK HKG,
            348 HU HUN, 352 IS ISL, 360 ID IDN, 364 IR IRN, 368 IQ IRQ, 372 IE IRL, 376 IL ISR, 381 IT ITA,
            384 CI CIV, 388 JM JAM, 392 JP JPN, 398 KZ KAZ, 400 JO JOR, 404 KE KEN, 408 KP PRK, 410 KR KOR,
            414 KW KWT, 417 KG KGZ, 418 LA LAO, 422 LB LBN, 426 LS LSO, 428 LV LVA, 430 LR LBR, 434 LY LBY,
            438 LI LIE, 440 LT LTU, 442 LU LUX, 446 MO MAC, 450 MG MDG, 454 MW MWI, 458 MY MYS, 462 MV MDV,
            466 ML MLI, 470 MT MLT, 474 MQ MTQ, 478 MR MRT, 480 MU MUS, 484 MX MEX, 492 MC MCO, 496 MN MNG,
            498 MD MDA, 499 ME MNE, 500 MS MSR, 504 MA MAR, 508 MZ MOZ, 512 OM OMN, 516 NA NAM, 520 NR NRU,
            524 NP NPL, 528 NL NLD, 531 CW CUW, 533 AW ABW, 534 SX SXM, 535 BQ BES, 540 NC NCL, 548 VU VUT,
            554 NZ NZL, 558 NI NIC, 562 NE NER, 566 NG NGA, 570 NU NIU, 574 NF NFK, 579 NO NOR, 580 MP MNP,
            581 UM UMI, 583 FM FSM, 584 MH MHL, 585 PW PLW, 586 PK PAK, 591 PA PAN, 598 PG PNG, 600 PY PRY,
            604 PE PER, 608 PH PHL, 612 PN PCN, 616 PL POL, 620 PT PRT, 624 GW GNB, 626 TL TLS, 630 PR PRI,
            634 QA QAT, 638 RE REU, 642 RO ROU, 643 RU RUS, 646 RW RWA, 652 BL BLM, 654 SH SHN, 659 KN KNA,
            660 AI AIA, 662 LC LCA, 663 MF MAF, 666 PM SPM, 670 VC VCT, 674 SM SMR, 678 ST STP, 682 SA SAU,
            686 SN SEN, 688 RS SRB, 690 SC SYC, 694 SL SLE, 699 IN IND, 702 SG SGP, 703 SK SVK, 704 VN VNM,
            705 SI SVN, 706 SO SOM, 710 ZA ZAF, 716 ZW ZWE, 724 ES ESP, 728 SS SSD, 729 SD SDN, 732 EH ESH,
            740 SR SUR, 744 SJ SJM, 748 SZ SWZ, 752 SE SWE, 757 CH CHE, 760 SY SYR, 762 TJ TJK, 764 TH THA,
            768 TG TGO, 772 TK TKL, 776 TO TON, 780 TT TTO, 784 AE ARE, 788 TN TUN, 792 TR TUR, 795 TM TKM,
            796 TC TCA, 798 TV TUV, 800 UG UGA, 804 UA UKR, 807 MK MKD, 818 EG EGY, 826 GB GBR, 831 GG GGY,
            832 JE JEY, 833 IM IMN, 834 TZ TZA, 842 US USA, 850 VI VIR, 854 BF BFA, 858 UY URY, 860 UZ UZB,
            862 VE VEN, 876 WF WLF, 882 WS WSM, 887 YE YEM, 894 ZM ZMB
            """;

    private static final Map<String, Integer> CODES = new HashMap<>();
    private static final Map<String, Integer> KOREAN_NAMES = new HashMap<>();

    static {
        for (String entry : LIST.strip().split(",\\s+")) {
            String[] codes = entry.split(" ");
            int code = Integer.parseInt(codes[0]);
            CODES.put(codes[1], code);
            CODES.put(codes[2], code);
            String name = new Locale("", codes[1]).getDisplayCountry(Locale.KOREAN);
            KOREAN_NAMES.put(name.replaceFirst("\\(.*", "").trim(), code);
        }
        // Of M49 where UN Comtrade has another: the column m49 of the table.
        CODES.putAll(
                Map.of("1", 0, "250", 251, "380", 381, "578", 579, "356", 699, "756", 757, "840", 842, "158", 490));
        // SDMX's and the statistical offices' names of totals; W0, W1 are of the ECB's and IMF's list of areas.
        CODES.putAll(Map.of("W00", 0, "WLD", 0, "WORLD", 0, "W", 0, "W0", 0, "_T", 0, "TOTAL", 0));
        CODES.putAll(Map.of("EU27_2020", 97, "EU", 97, "EUN", 97, "TW", 490, "TWN", 490, "EL", 300, "UK", 826));
    }

    private final Set<Integer> unmapped = new HashSet<>();
    private final Set<String> told = new TreeSet<>();

    int find(RowChecks checks, String label, String value) {
        String plain = RowChecks.digits(value) ? value.replaceFirst("^0+(?=.)", "") : value;
        @Nullable Integer known = CODES.get(plain);
        if (known != null) {
            return known;
        }
        if (!value.isEmpty() && value.length() <= 4 && RowChecks.digits(value)) {
            return Integer.parseInt(value);
        }
        return ofOwn(checks, label, value);
    }

    /** Of the code of a list that is not ISO's or the UN's. */
    int ofOwn(RowChecks checks, String label, String value) {
        int code = encoded(value);
        if (code < 0) {
            checks.fault(label, value, "is no area that can be kept", EXPECTED);
            return TradeRow.WORLD;
        }
        if (!unmapped.contains(code)) {
            if (unmapped.size() == MAX_UNMAPPED) {
                checks.fault(label, value, "is one of too many that are in no list", EXPECTED);
                return TradeRow.WORLD;
            }
            unmapped.add(code);
            if (told.size() < MAX_TOLD) {
                told.add(value);
            }
        }
        return code;
    }

    /** Notes which areas are in no list. */
    void conclude(FileFindings findings) {
        if (!unmapped.isEmpty()) {
            findings.note(unmapped.size() + " areas in no list, kept as unmapped: " + String.join(", ", told)
                    + (unmapped.size() > told.size() ? " and others" : ""));
        }
    }

    /** By its name in Korean, as the statistics of Korea give it; null where the name is not known. */
    static @Nullable Integer ofKoreanName(String name) {
        return KOREAN_NAMES.get(name);
    }

    /** The text as a number to the base of the alphabet: no two texts share one. -1 where it has none. */
    private static int encoded(String text) {
        if (text.isEmpty() || text.length() > MAX_UNMAPPED_LENGTH) {
            return -1;
        }
        int number = 0;
        for (int i = 0; i < text.length(); i++) {
            int digit = ALPHABET.indexOf(text.charAt(i));
            if (digit < 0 || (digit == 0 && i == 0)) {
                return -1;
            }
            number = number * ALPHABET.length() + digit;
        }
        return FIRST_UNMAPPED + number;
    }
}
