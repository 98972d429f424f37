package io.strait.gateway.problem;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProblemTypeTest {
    @ParameterizedTest
    @EnumSource
    void aTypeIsFoundByItsSlug(ProblemType type) {
        assertThat(ProblemType.ofSlug(type.slug())).contains(type);
        assertThat(type.slug()).matches("[a-z]+(-[a-z]+)*");
    }

    /** The slugs that the services answer with; each must lead to a page here. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "invalid-parameter",
                "malformed-body",
                "unsupported-media-type",
                "not-acceptable",
                "not-found",
                "method-not-allowed",
                "unauthorized",
                "forbidden",
                "payload-too-large",
                "conflict",
                "cancelled",
                "precondition-failed",
                "precondition-required",
                "unprocessable",
                "too-many-requests",
                "internal-error",
                "unavailable",
                "bad-gateway",
                "gateway-timeout"
            })
    void theServicesSlugsAreKnown(String slug) {
        assertThat(ProblemType.ofSlug(slug)).isPresent();
    }

    @Test
    void aStatusTheServerReportsHasAType() {
        for (int status : new int[] {400, 401, 403, 404, 405, 406, 408, 413, 414, 415, 429, 431, 500, 503}) {
            assertThat(ProblemType.ofStatus(status).status()).isEqualTo(status);
        }
        assertThat(ProblemType.ofStatus(-1)).isEqualTo(ProblemType.INTERNAL_ERROR);
        assertThat(ProblemType.ofStatus(418)).isEqualTo(ProblemType.MALFORMED_REQUEST);
    }
}
