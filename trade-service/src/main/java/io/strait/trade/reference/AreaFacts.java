package io.strait.trade.reference;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** What is known of areas beside the code list itself. Immutable. */
final class AreaFacts {
    /** A code that another list has for an area. */
    record Code(String system, String code, int area) {}

    /** Which area came after which. */
    record Succession(int area, int successor, LocalDate since) {}

    /** Languages in which areas have names, beside English: those that the JDK's locale data has. */
    private static final Map<String, Locale> LANGUAGES = Map.of("ko", Locale.KOREAN, "ja", Locale.JAPANESE);

    private final List<Code> codes;
    private final List<Succession> successions;

    AreaFacts(List<Code> codes, List<Succession> successions) {
        this.codes = List.copyOf(codes);
        this.successions = List.copyOf(successions);
    }

    AreaDescription describe(Area area, AreaList list) {
        return new AreaDescription(
                area.code(),
                area.key(),
                area.alpha2(),
                area.alpha3(),
                area.m49(),
                area.name(),
                area.kind(),
                area.validFrom(),
                area.validTo(),
                area.roles(),
                codes(area),
                names(area),
                successions.stream()
                        .filter(succession -> succession.successor() == area.code())
                        .flatMap(succession -> neighbour(list, succession.area(), succession.since()).stream())
                        .toList(),
                successions.stream()
                        .filter(succession -> succession.area() == area.code())
                        .flatMap(succession -> neighbour(list, succession.successor(), succession.since()).stream())
                        .toList());
    }

    /** By language, of the JDK's locale data; empty for what is no country of today. */
    static SortedMap<String, String> names(Area area) {
        SortedMap<String, String> names = new TreeMap<>();
        String alpha2 = area.alpha2();
        if (alpha2 != null) {
            Locale country = new Locale.Builder().setRegion(alpha2).build();
            LANGUAGES.forEach((language, locale) -> names.put(language, country.getDisplayCountry(locale)));
        }
        return names;
    }

    private SortedMap<String, List<String>> codes(Area area) {
        SortedMap<String, TreeSet<String>> all = new TreeMap<>();
        if (area.kind() != AreaKind.UNMAPPED) {
            add(all, "comtrade", String.valueOf(area.code()));
        }
        Integer m49 = area.m49();
        if (m49 != null) {
            add(all, "m49", m49.toString());
        } else if (area.alpha3() != null && area.kind() == AreaKind.COUNTRY) {
            add(all, "m49", String.valueOf(area.code()));
        }
        Optional.ofNullable(area.alpha2()).ifPresent(code -> add(all, "iso2", code));
        Optional.ofNullable(area.alpha3()).ifPresent(code -> add(all, "iso3", code));
        for (Code code : codes) {
            if (code.area() == area.code()) {
                add(all, code.system().toLowerCase(Locale.ROOT), code.code());
            }
        }
        SortedMap<String, List<String>> lists = new TreeMap<>();
        all.forEach((system, texts) -> lists.put(system, new ArrayList<>(texts)));
        return lists;
    }

    private static void add(Map<String, TreeSet<String>> all, String system, String code) {
        all.computeIfAbsent(system, name -> new TreeSet<>()).add(code);
    }

    private static Optional<AreaDescription.Neighbour> neighbour(AreaList list, int code, LocalDate since) {
        return list.ofCode(code).map(area -> new AreaDescription.Neighbour(code, area.key(), area.name(), since));
    }
}
