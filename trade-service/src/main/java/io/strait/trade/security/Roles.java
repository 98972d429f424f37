package io.strait.trade.security;

/** Values of the claim {@code groups}. Each role includes the ones before it: {@link RoleHierarchy}. */
public final class Roles {
    public static final String VIEWER = "viewer";
    public static final String CONTRIBUTOR = "contributor";
    public static final String ADMIN = "admin";

    private Roles() {}
}
