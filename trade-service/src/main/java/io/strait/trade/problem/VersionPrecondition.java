package io.strait.trade.problem;

import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * On which version of a resource a write rests: its {@code If-Match}, or {@code If-None-Match: *} for one that must not
 * be there yet. A version is named by the tag {@code "v3"}.
 */
public final class VersionPrecondition {
    private static final String EXPECTED = "the ETag of the version that is changed, \"v3\"";
    private static final Pattern TAG = Pattern.compile("\"v([0-9]{1,9})\"");

    /** Of If-Match; null when there is none. */
    private final @Nullable Set<Integer> versions;

    private final boolean any;
    private final boolean none;

    private VersionPrecondition(@Nullable Set<Integer> versions, boolean any, boolean none) {
        this.versions = versions;
        this.any = any;
        this.none = none;
    }

    /** @throws ProblemException INVALID_PARAMETER when a header cannot be read */
    public static VersionPrecondition read(HttpHeaders headers) {
        String unless = header(headers, HttpHeaders.IF_NONE_MATCH);
        if (unless != null && !unless.equals("*")) {
            throw ProblemException.invalid(List.of(new Violation(
                    HttpHeaders.IF_NONE_MATCH, unless, "is of no use with a write", "* when it must be new")));
        }
        String match = header(headers, HttpHeaders.IF_MATCH);
        if (match == null || match.equals("*")) {
            return new VersionPrecondition(null, match != null, unless != null);
        }
        Set<Integer> versions = new HashSet<>();
        for (String tag : match.split(",", -1)) {
            Matcher matcher = TAG.matcher(tag.strip());
            // A tag of another form is one that no version has.
            versions.add(matcher.matches() ? Integer.parseInt(matcher.group(1)) : -1);
        }
        return new VersionPrecondition(versions, false, unless != null);
    }

    private static @Nullable String header(HttpHeaders headers, String name) {
        List<String> values = headers.getRequestHeader(name);
        return values == null || values.isEmpty()
                ? null
                : String.join(", ", values).strip();
    }

    /** The tag of a version. */
    public static EntityTag tag(int version) {
        return new EntityTag("v" + version);
    }

    /**
     * @param what names the resource
     * @param held its version; null when it is not there
     * @throws ProblemException PRECONDITION_FAILED or PRECONDITION_REQUIRED
     */
    public void check(String what, @Nullable Integer held) {
        if (held == null) {
            if (any || versions != null) {
                throw new ProblemException(ProblemType.PRECONDITION_FAILED, what + " is not there");
            }
            return;
        }
        if (none) {
            throw new ProblemException(ProblemType.PRECONDITION_FAILED, what + " is there already, at version " + held);
        }
        if (!any && versions == null) {
            throw new ProblemException(
                    ProblemType.PRECONDITION_REQUIRED,
                    what + " is at version " + held + ": a change says which version it changes, so that nobody's work"
                            + " is overwritten",
                    List.of(new Violation(HttpHeaders.IF_MATCH, null, "is needed", EXPECTED)));
        }
        if (versions != null && !versions.contains(held)) {
            throw new ProblemException(
                    ProblemType.PRECONDITION_FAILED, what + " is at version " + held + "; If-Match names another one");
        }
    }
}
