package io.strait.supplychain.catalogue.imports;

import io.strait.supplychain.catalogue.model.Ids;
import java.text.Normalizer;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Ids of nodes from the names of the data set: the name in lower case without accents, what is neither letter nor digit
 * become single hyphens ({@code EUV lithography tools}: {@code euv-lithography-tools}). Where several entries come to
 * the same id, every one of them gets the data set's id behind it ({@code screen-p106}), whatever their order; so does
 * one whose name is too long, cut to fit. Where nothing is left of a name, the id is {@code eto-} and the data set's id.
 */
final class EtoIds {
    private EtoIds() {}

    /** @param names by the data set's id */
    static Map<String, String> of(Map<String, String> names) {
        Map<String, String> ids = new LinkedHashMap<>();
        names.forEach((etoId, name) -> ids.put(etoId, plain(etoId, name)));
        Set<String> twice = twice(ids);
        ids.replaceAll((etoId, id) -> twice.contains(id) ? suffixed(etoId, names.getOrDefault(etoId, "")) : id);
        Set<String> still = twice(ids);
        ids.replaceAll((etoId, id) -> still.contains(id) ? bare(etoId) : id);
        return ids;
    }

    private static Set<String> twice(Map<String, String> ids) {
        Set<String> seen = new HashSet<>();
        Set<String> twice = new HashSet<>();
        for (String id : ids.values()) {
            if (!seen.add(id)) {
                twice.add(id);
            }
        }
        return twice;
    }

    private static String plain(String etoId, String name) {
        String slug = slug(name);
        if (slug.isEmpty()) {
            return bare(etoId);
        }
        return slug.length() > Ids.MAX_NODE ? suffixed(etoId, name) : slug;
    }

    private static String suffixed(String etoId, String name) {
        String suffix = slug(etoId);
        String slug = slug(name);
        int room = Math.max(0, Ids.MAX_NODE - suffix.length() - 1);
        String cut = slug.length() > room ? slug.substring(0, room) : slug;
        return slug(cut + " " + suffix);
    }

    private static String bare(String etoId) {
        return "eto-" + slug(etoId);
    }

    private static String slug(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKD)
                .replaceAll("\\p{M}+", "")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]+", "-")
                .replaceAll("^-|-$", "");
    }
}
