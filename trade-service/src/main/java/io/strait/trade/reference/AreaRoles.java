package io.strait.trade.reference;

/**
 * As what an area may occur.
 *
 * @param reporter whether it may have reported figures
 * @param partner whether figures of others with it may exist
 */
public record AreaRoles(boolean reporter, boolean partner) {
    static final AreaRoles BOTH = new AreaRoles(true, true);
}
