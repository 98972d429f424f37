package io.strait.trade.reference;

import io.strait.trade.problem.ExpectedException;
import io.strait.trade.problem.Nearest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** All areas at one moment, found by any of their codes. Immutable. */
public final class AreaList {
    public static final String EXPECTED = "an ISO 3166 alpha-2 or alpha-3 code, or a UN M49 or Comtrade code";

    /**
     * What a code was found to mean.
     *
     * @param note where the code and the area are not quite the same
     */
    public record Found(Area area, @Nullable String note) {}

    /** Another name of an area. */
    public record Alias(String alias, int code, @Nullable String note) {}

    private record Name(String text, Area area) {}

    private final SortedMap<Integer, Area> byCode = new TreeMap<>();
    private final Map<String, Found> byText = new HashMap<>();
    private final List<Alias> aliases;
    private final List<Name> names = new ArrayList<>();

    public AreaList(Collection<Area> areas, Collection<Alias> aliases) {
        this.aliases = List.copyOf(aliases);
        // What says most comes last and wins: an unmapped area takes no code from one that is listed.
        areas.forEach(area -> byCode.put(area.code(), area));
        areas.stream().filter(area -> area.kind() == AreaKind.UNMAPPED).forEach(this::addCodes);
        areas.stream().filter(area -> area.kind() != AreaKind.UNMAPPED).forEach(this::addCodes);
        for (Alias alias : aliases) {
            Area area = byCode.get(alias.code());
            if (area != null) {
                byText.put(alias.alias(), new Found(area, alias.note()));
                names.add(new Name(alias.alias(), area));
            }
        }
    }

    private void addCodes(Area area) {
        if (area.m49() != null) {
            byText.put(area.m49().toString(), new Found(area, null));
        }
        add(area.alpha2(), area);
        add(area.alpha3(), area);
        add(area.key(), area);
        byText.put(String.valueOf(area.code()), new Found(area, null));
        names.add(new Name(area.name(), area));
    }

    private void add(@Nullable String code, Area area) {
        if (code != null) {
            byText.put(code, new Found(area, null));
            names.add(new Name(code, area));
        }
    }

    /**
     * @param code alpha-2, alpha-3, M49 or Comtrade code, or an alias; in either case, numbers with leading zeros or not
     * @throws ExpectedException that names the nearest codes
     */
    public Found parse(String code) {
        String text = code.toUpperCase(Locale.ROOT).replaceFirst("^0+(?=\\d)", "");
        Found found = byText.get(text);
        if (found != null) {
            return found;
        }
        String nearest = Nearest.hint(
                        code,
                        names,
                        Name::text,
                        name -> name.area().key() + " (" + name.area().name() + ")")
                .map(hint -> hint + "; ")
                .orElse("");
        throw new ExpectedException("no such area", nearest + EXPECTED + ": GET /trade/v1/areas");
    }

    public Optional<Area> ofCode(int code) {
        return Optional.ofNullable(byCode.get(code));
    }

    /** In the order of their codes. */
    public Collection<Area> areas() {
        return Collections.unmodifiableCollection(byCode.values());
    }

    public List<Alias> aliases() {
        return aliases;
    }
}
