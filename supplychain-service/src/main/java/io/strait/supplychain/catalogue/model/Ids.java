package io.strait.supplychain.catalogue.model;

import java.util.regex.Pattern;

/** What ids look like. A node's has no underscore, so that a link's id can be made of its nodes' without doubt. */
public final class Ids {
    public static final int MAX_NODE = 64;
    public static final int MAX_LINK = 220;
    public static final String NODE_EXPECTED =
            "1 to 64 lower-case letters and digits in groups joined by single hyphens, for example hydrogen-fluoride";
    public static final String LINK_EXPECTED =
            "1 to 220 lower-case letters, digits, hyphens, underscores and dots, the first a letter or digit";

    private static final Pattern NODE = Pattern.compile("[a-z0-9]++(?:-[a-z0-9]++)*+");
    private static final Pattern LINK = Pattern.compile("[a-z0-9][a-z0-9._-]*+");

    private Ids() {}

    public static boolean isNode(String id) {
        return id.length() <= MAX_NODE && NODE.matcher(id).matches();
    }

    public static boolean isLink(String id) {
        return id.length() <= MAX_LINK && LINK.matcher(id).matches();
    }

    public static boolean is(FactKind kind, String id) {
        return kind == FactKind.NODE ? isNode(id) : isLink(id);
    }

    public static String expected(FactKind kind) {
        return kind == FactKind.NODE ? NODE_EXPECTED : LINK_EXPECTED;
    }
}
