package io.strait.supplychain.risk.measures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.strait.supplychain.Books;
import io.strait.supplychain.catalogue.model.FactBook;
import io.strait.supplychain.catalogue.model.NodeKind;
import io.strait.supplychain.problem.ProblemException;
import io.strait.supplychain.problem.ProblemType;
import io.strait.supplychain.risk.Esri;
import io.strait.supplychain.risk.Firms;
import io.strait.supplychain.risk.measures.SystemicRisks.Options;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SystemicRisksTest {
    private static final Options OPTIONS = new Options(Firms.Options.DEFAULT, Esri.Options.DEFAULT);

    static RiskConfig limits(long flows, long steps) {
        return new RiskConfig() {
            @Override
            public String bands() {
                return "us2023";
            }

            @Override
            public long maxFlows() {
                return flows;
            }

            @Override
            public long maxSteps() {
                return steps;
            }
        };
    }

    @Test
    void aRankingIsComputedOnceForARevisionAndItsOptions() {
        SystemicRisks risks = new SystemicRisks(limits(1_000_000, 1_000_000));
        FactBook book = Books.sample();

        var first = risks.ranking(book, OPTIONS, EnumSet.of(NodeKind.ORGANISATION));

        assertThat(risks.ranking(book, OPTIONS, EnumSet.of(NodeKind.ORGANISATION)))
                .isSameAs(first);
        assertThat(first).isNotEmpty().allSatisfy(score -> {
            assertThat(score.node().kind()).isEqualTo(NodeKind.ORGANISATION);
            assertThat(score.scores().combined()).isBetween(0.0, 1.0);
        });
        assertThat(risks.ranking(book, OPTIONS, EnumSet.of(NodeKind.AREA)))
                .isNotEqualTo(first)
                .extracting(score -> score.node().id())
                .contains("japan", "netherlands", "south-korea")
                .doesNotContain("samsung-electronics");
        FactBook later = book.with(2, java.util.Map.of(), Set.of());
        assertThat(risks.ranking(later, OPTIONS, EnumSet.of(NodeKind.ORGANISATION)))
                .isNotSameAs(first);
    }

    @Test
    void aSetOfFirmsIsWorthNoLessThanEachOfThem() {
        SystemicRisks risks = new SystemicRisks(limits(1_000_000, 1_000_000));
        var scores = risks.ranking(Books.sample(), OPTIONS, EnumSet.allOf(NodeKind.class));

        double japan = scores.stream()
                .filter(score -> score.node().id().equals("japan"))
                .findFirst()
                .orElseThrow()
                .scores()
                .downstream();
        assertThat(scores)
                .filteredOn(score -> score.node().kind() == NodeKind.ORGANISATION
                        && "JPN".equals(score.node().area()))
                .isNotEmpty()
                .allSatisfy(score -> assertThat(score.scores().downstream()).isLessThanOrEqualTo(japan + 1e-9));
    }

    @Test
    void whatIsTooLargeIsRefusedWithItsEstimate() {
        FactBook book = Books.sample();
        SystemicRisks narrow = new SystemicRisks(limits(10, 1_000_000));
        SystemicRisks shortOfTime = new SystemicRisks(limits(1_000_000, 100));

        assertThatThrownBy(() -> narrow.network(book, OPTIONS))
                .isInstanceOfSatisfying(ProblemException.class, problem -> {
                    assertThat(problem.type()).isEqualTo(ProblemType.UNPROCESSABLE);
                    assertThat(problem.detail()).contains(Firms.estimatedFlows(book) + " flows", "at most 10");
                });
        for (int again = 0; again < 2; again++) {
            assertThatThrownBy(() -> shortOfTime.ranking(book, OPTIONS, EnumSet.allOf(NodeKind.class)))
                    .isInstanceOf(ProblemException.class)
                    .hasMessageContaining("at most 100");
        }
        assertThat(TooMuch.times(Long.MAX_VALUE, 3)).isEqualTo(Long.MAX_VALUE);
        assertThat(TooMuch.times(3_000_000_000L, 3)).isEqualTo(9_000_000_000L);
    }
}
