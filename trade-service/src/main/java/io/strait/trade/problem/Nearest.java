package io.strait.trade.problem;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What a mistyped code was probably meant to be. */
public final class Nearest {
    private static final int MAX_HINTS = 3;
    private static final int MAX_LENGTH = 40;

    private Nearest() {}

    /** {@code did you mean A, B}; empty when nothing is near. */
    public static <T> Optional<String> hint(String wrong, Collection<T> known, Function<T, String> code) {
        return hint(wrong, known, code, code);
    }

    /**
     * @param show what of a candidate is shown
     */
    public static <T> Optional<String> hint(
            String wrong, Collection<T> known, Function<T, String> code, Function<T, String> show) {
        String text = wrong.toLowerCase(Locale.ROOT);
        if (text.isEmpty() || text.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        int reach = Math.max(1, text.length() / 3);
        record Candidate<T>(T value, int distance) {}
        String hints = known.stream()
                .map(value ->
                        new Candidate<>(value, distance(text, code.apply(value).toLowerCase(Locale.ROOT))))
                .filter(candidate -> candidate.distance() <= reach)
                .sorted(Comparator.comparingInt((Candidate<T> candidate) -> candidate.distance())
                        .thenComparing(candidate -> show.apply(candidate.value())))
                .limit(MAX_HINTS)
                .map(candidate -> show.apply(candidate.value()))
                .distinct()
                .collect(Collectors.joining(", "));
        return hints.isEmpty() ? Optional.empty() : Optional.of("did you mean " + hints);
    }

    /** Optimal string alignment: insertions, deletions, replacements, and neighbours swapped (KRO for KOR) cost 1. */
    static int distance(String a, String b) {
        int[][] d = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    d[i][j] = i + j;
                    continue;
                }
                int replaced = d[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                d[i][j] = Math.min(replaced, Math.min(d[i - 1][j], d[i][j - 1]) + 1);
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
                }
            }
        }
        return d[a.length()][b.length()];
    }
}
