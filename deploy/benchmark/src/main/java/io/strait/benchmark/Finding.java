package io.strait.benchmark;

import java.util.Locale;

/**
 * A row of the table of targets.
 *
 * @param target empty where the row only shows
 * @param met whether the target was; true where there is none
 */
record Finding(
        String work, String target, String measured, String peer, String peerMeasured, String ratio, boolean met) {
    static Finding of(String work, String target, String measured) {
        return new Finding(work, target, measured, "", "", "", true);
    }

    /** How many times as long the other one took. */
    Finding beside(String other, String otherMeasured, double times) {
        return new Finding(
                work, target, measured, other, otherMeasured, String.format(Locale.ROOT, "%.2f", times), met);
    }

    Finding met(boolean isMet) {
        return new Finding(work, target, measured, peer, peerMeasured, ratio, isMet);
    }

    static final String HEAD =
            "| work | target | measured | peer | its figure | peer / ours | |\n|---|---|---|---|---|---|---|";

    String line() {
        return "| " + String.join(" | ", work, target, measured, peer, peerMeasured, ratio) + " | "
                + (target.isEmpty() ? "" : met ? "met" : "missed") + " |";
    }
}
