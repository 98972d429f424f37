package io.strait.trade.series;

/** How long a period is, by SDMX's code list CL_FREQ. */
public enum Frequency {
    ANNUAL("A", 12),
    QUARTERLY("Q", 3),
    MONTHLY("M", 1);

    private final String code;
    private final int months;

    Frequency(String code, int months) {
        this.code = code;
        this.months = months;
    }

    public String code() {
        return code;
    }

    /** Months in a period. */
    public int months() {
        return months;
    }

    /** @throws IllegalArgumentException when {@code code} is not A, Q or M */
    public static Frequency ofCode(String code) {
        for (Frequency frequency : values()) {
            if (frequency.code.equals(code)) {
                return frequency;
            }
        }
        throw new IllegalArgumentException("frequency: " + code + " (expected: A, Q or M)");
    }
}
