package io.strait.trade.connector;

import io.strait.trade.problem.ProblemException;
import io.strait.trade.problem.ProblemType;
import io.strait.trade.problem.Violation;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which version a write is meant for (RFC 9110, 13.1.1).
 *
 * @param given whether the request says so
 * @param any whether it says {@code *}
 */
record VersionMatch(boolean given, boolean any, Set<Long> versions) {
    private static final Pattern TAG = Pattern.compile("\"v([0-9]{1,18})\"");
    private static final Pattern ANY_TAG = Pattern.compile("(?:W/)?\"[\\x21\\x23-\\x7e]*\"");
    private static final String EXPECTED = "the ETag that the connector was read with, for example \"v3\", or *";

    /** @throws ProblemException when it is no list of tags */
    static VersionMatch read(@Nullable List<String> header) {
        if (header == null || header.isEmpty()) {
            return new VersionMatch(false, false, Set.of());
        }
        String value = String.join(",", header).strip();
        if (value.equals("*")) {
            return new VersionMatch(true, true, Set.of());
        }
        Set<Long> versions = new HashSet<>();
        for (String tag : value.split(",", -1)) {
            Matcher own = TAG.matcher(tag.strip());
            if (own.matches()) {
                versions.add(Long.parseLong(own.group(1)));
            } else if (!ANY_TAG.matcher(tag.strip()).matches()) {
                throw ProblemException.invalid(
                        List.of(new Violation("If-Match", value, "is no list of entity tags", EXPECTED)));
            }
        }
        return new VersionMatch(true, false, versions);
    }

    /** @throws ProblemException when {@code version} is not meant */
    void check(long version) {
        if (!given) {
            throw new ProblemException(
                    ProblemType.PRECONDITION_REQUIRED,
                    "A change says which version it changes, so that nobody's work is overwritten",
                    List.of(new Violation("If-Match", null, "is missing", EXPECTED)));
        }
        if (!any && !versions.contains(version)) {
            throw new ProblemException(
                    ProblemType.PRECONDITION_FAILED, "The connector is now \"v" + version + "\": read it again");
        }
    }
}
