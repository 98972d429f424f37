package io.strait.gateway.hub;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;

class PositionTest {
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

    @Property(seed = "1")
    void aPositionSurvivesItsToken(@ForAll("positions") Position position) {
        assertThat(Position.parse(position.token())).isEqualTo(position);
    }

    @Property(seed = "2")
    void aTokenHasOnlyCharactersThatNeedNoEncoding(@ForAll("positions") Position position) {
        assertThat(position.token()).matches("[A-Za-z0-9_-]+");
    }

    @Property(seed = "3", tries = 300)
    void aTokenWithAnyOtherCharacterAnywhereIsRefused(
            @ForAll("positions") Position position, @ForAll @IntRange(min = 0, max = 10_000) int at) {
        String token = position.token();
        int place = at % token.length();
        for (char other : (ALPHABET + "=+/ \u00e9\n").toCharArray()) {
            String changed = token.substring(0, place) + other + token.substring(place + 1);
            if (!changed.equals(token)) {
                assertThat(Position.parse(changed)).as(changed).isNull();
            }
        }
    }

    @Property(seed = "4")
    void aTokenCutOrExtendedIsRefused(
            @ForAll("positions") Position position, @ForAll @IntRange(min = 0, max = 10_000) int at) {
        String token = position.token();
        assertThat(Position.parse(token.substring(0, at % token.length()))).isNull();
        assertThat(Position.parse(token + ALPHABET.charAt(at % ALPHABET.length())))
                .isNull();
        assertThat(Position.parse(token + "=")).isNull();
        assertThat(Position.parse(token + token)).isNull();
    }

    @Property(seed = "5")
    void anythingElseIsRefusedWithoutAnException(
            @ForAll @StringLength(max = 5000) @CharRange(from = ' ', to = '\u00ff') String text) {
        assertThat(Position.parse(text)).isNull();
    }

    @Provide
    Arbitrary<Position> positions() {
        Arbitrary<long[]> offsets = Arbitraries.longs()
                .between(0, Long.MAX_VALUE)
                .withDistribution(net.jqwik.api.RandomDistribution.biased())
                .array(long[].class)
                .ofMaxSize(6);
        return Arbitraries.maps(Arbitraries.integers(), offsets).ofMaxSize(4).map(topics -> {
            List<Position.TopicOffsets> all = new ArrayList<>();
            new TreeMap<>(topics).forEach((epoch, next) -> all.add(new Position.TopicOffsets(epoch, next)));
            return new Position(all);
        });
    }
}
