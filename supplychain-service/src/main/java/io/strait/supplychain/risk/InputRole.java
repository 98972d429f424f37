package io.strait.supplychain.risk;

/** How a product enters what a firm makes: e(k, l) of the systemic risk index, 0, 1 or 2. */
public enum InputRole {
    /** It is bought and does not go into production. */
    NONE,
    /** Output falls with it in proportion to its part in all that is bought. */
    NON_ESSENTIAL,
    /** Output falls with it as a whole. */
    ESSENTIAL;

    /** The role of each product in the making of each other one. */
    @FunctionalInterface
    public interface Roles {
        Roles ALL_ESSENTIAL = (input, product) -> ESSENTIAL;
        Roles ALL_NON_ESSENTIAL = (input, product) -> NON_ESSENTIAL;

        /**
         * @param input what is bought
         * @param product what the buyer makes
         */
        InputRole of(int input, int product);
    }
}
