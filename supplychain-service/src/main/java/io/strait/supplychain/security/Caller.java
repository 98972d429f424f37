package io.strait.supplychain.security;

import jakarta.enterprise.context.RequestScoped;

/** Whose request this is. Set by {@link Guard} before any resource is reached. */
@RequestScoped
public class Caller {
    private static final int MAX_NAME = 200;

    private String name = "anonymous";

    /** The token's subject, {@code anonymous} where none was needed. */
    public String name() {
        return name;
    }

    void name(String value) {
        String plain = value.replaceAll("\\p{Cntrl}", "?");
        name = plain.length() > MAX_NAME ? plain.substring(0, MAX_NAME) : plain;
    }
}
