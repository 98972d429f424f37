package io.strait.gateway.security;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestTargetTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/trade/v1/observations",
                "/trade/v1/nodes/",
                "/trade/v1/KOR..JPN",
                "/supplychain/v1/nodes/%ED%95%9C%EA%B5%AD",
                "/trade/v1/a%20b",
                "/trade/sdmx/data;version=1/x"
            })
    void aPathThatMeansOneThingPasses(String path) {
        assertThat(RequestTarget.flawOfPath(path)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/trade/../q/metrics",
                "/trade/./v1",
                "/..",
                "/trade/..;/v1",
                "/trade/%2e%2e/v1",
                "/trade/%2E./v1",
                "/trade/.%2e/v1",
                "/trade%2fv1",
                "/trade/v1%5c..",
                "/trade\\v1",
                "/trade/%252e%252e/v1",
                "/trade/%252fv1",
                "/trade/..%3b/v1",
                "//trade/v1",
                "/trade//v1",
                "/trade/%00",
                "/trade/%0d%0aX:y",
                "/trade/%c0%ae%c0%ae/v1",
                "/trade/%ff",
                "/trade/%zz",
                "/trade/%2",
                "/trade/\u00e9"
            })
    void aPathThatCouldMeanTwoThingsIsRefused(String path) {
        assertThat(RequestTarget.flawOfPath(path)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a=b", "cursor=a%2Fb", "x=%25", "path=../..", "a=b&a=c", "a=%ED%95%9C", "a=%0A+b", ""})
    void aQueryMayHoldWhatItLikesInAscii(String query) {
        assertThat(RequestTarget.flawOfQuery(query)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a=%", "a=%g1", "a=\u00e9", "a=%ff", "a=%c3", "a=%c0%80"})
    void aQueryThatIsNotWellFormedIsRefused(String query) {
        assertThat(RequestTarget.flawOfQuery(query)).isPresent();
    }
}
