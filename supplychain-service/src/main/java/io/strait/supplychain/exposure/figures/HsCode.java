package io.strait.supplychain.exposure.figures;

import io.strait.supplychain.catalogue.model.ExternalId;
import io.strait.supplychain.catalogue.model.Node;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A code of the Harmonized System that a node carries.
 *
 * @param digits without dots
 * @param edition of the nomenclature, as Comtrade calls it ({@code H5} is HS 2017); null where the node does not say
 * @param weight how much of the code's trade is this node, 0 to 1; null where unknown
 */
public record HsCode(
        String digits, @Nullable String edition, @Nullable BigDecimal weight) {
    public static final String SCHEMES = "HS, or HS1992 to HS2022 (H0 to H6) where the edition is known";

    private static final Pattern DIGITS = Pattern.compile("(?:[0-9]{2}){1,6}");
    private static final Map<String, String> EDITIONS = Map.of(
            "HS1992", "H0", "HS1996", "H1", "HS2002", "H2", "HS2007", "H3", "HS2012", "H4", "HS2017", "H5", "HS2022",
            "H6");

    /** The code that an identifier is; empty where it is of another scheme, or cannot be read. */
    public static Optional<HsCode> of(ExternalId id) {
        String scheme = id.scheme().toUpperCase(Locale.ROOT).replaceAll("[ _-]", "");
        String digits = id.code().replaceAll("[. ]", "");
        if (!isHs(scheme) || !DIGITS.matcher(digits).matches()) {
            return Optional.empty();
        }
        return Optional.of(
                new HsCode(digits, EDITIONS.getOrDefault(scheme, scheme.equals("HS") ? null : scheme), id.weight()));
    }

    private static boolean isHs(String scheme) {
        return scheme.equals("HS") || EDITIONS.containsKey(scheme) || EDITIONS.containsValue(scheme);
    }

    /** Every code of a node, once, in order. */
    public static List<HsCode> allOf(Node node) {
        List<HsCode> codes = new ArrayList<>();
        node.externalIds().stream()
                .flatMap(id -> of(id).stream())
                .filter(code -> codes.stream().noneMatch(known -> known.digits.equals(code.digits)))
                .forEach(codes::add);
        return List.copyOf(codes);
    }

    /** Those that are not part of another one of the list: what may be added up. */
    public static List<HsCode> disjoint(List<HsCode> codes) {
        return codes.stream().filter(code -> partOf(code, codes).isEmpty()).toList();
    }

    /** The code of the list that holds this one too. */
    public static Optional<HsCode> partOf(HsCode code, List<HsCode> codes) {
        return codes.stream()
                .filter(other -> other.digits.length() < code.digits.length() && other.covers(code.digits))
                .findFirst();
    }

    /** Whether a commodity is this code or narrower: HS4 covers its HS6. */
    public boolean covers(String commodity) {
        return commodity.startsWith(digits);
    }
}
