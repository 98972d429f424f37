package io.strait.trade.reference;

import io.strait.trade.problem.ExpectedException;
import java.util.Locale;
import java.util.regex.Pattern;

/** How classifications are called. */
public final class ClassificationCode {
    public static final String EXPECTED =
            "H0 to H9, HS (edition not known), S1 to S4, B4, B5, or a national one: KR-HSK";

    private static final Pattern FORM = Pattern.compile("H[0-9]|HS|S[1-4]|B[45]|[A-Z]{2}-[A-Z0-9]{1,12}");
    private static final Pattern NATIONAL = Pattern.compile("[A-Z]{2}-[A-Z0-9]{1,12}");

    private ClassificationCode() {}

    /** @throws ExpectedException when it is none */
    public static String parse(String text) {
        String code = text.toUpperCase(Locale.ROOT);
        if (!FORM.matcher(code).matches()) {
            throw new ExpectedException("no such classification", EXPECTED);
        }
        return code;
    }

    /** Whether it is of one country, whose codes go beyond the 6 digits of all. */
    public static boolean isNational(String code) {
        return NATIONAL.matcher(code).matches();
    }
}
