package io.strait.supplychain.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The worked numbers of the published models. */
class InputOutputTest {
    @Test
    void leontiefOutputOfThreeSectors() {
        WeightedArcs inputs = matrix(new double[][] {{.1, .2, 0}, {.3, .1, .2}, {0, .4, .1}});

        double[] output = InputOutput.leontief(inputs, new double[] {100, 50, 80}, Convergence.DEFAULT);

        assertThat(output).containsExactly(new double[] {141.293532, 135.820896, 149.253731}, within(5e-7));
    }

    @Test
    void inoperabilityOfTwoSectors() {
        WeightedArcs dependence = matrix(new double[][] {{0, .4}, {.8, 0}});

        double[] inoperability = InputOutput.inoperability(dependence, new double[] {0, .1}, Convergence.DEFAULT);

        assertThat(inoperability).containsExactly(new double[] {.058824, .147059}, within(5e-7));
    }

    /** One that all five, itself included, buy everything from. */
    @Test
    void influenceInAStarOfFive() {
        List<WeightedArcs.Arc> arcs = new ArrayList<>();
        for (int sector = 0; sector < 5; sector++) {
            arcs.add(new WeightedArcs.Arc(0, sector, 1));
        }

        double[] influence = InputOutput.influence(WeightedArcs.of(5, arcs), .5, Convergence.DEFAULT);

        assertThat(influence).containsExactly(new double[] {.6, .1, .1, .1, .1}, within(1e-12));
    }

    @Test
    void sectorsThatTakeMoreThanTheyGiveHaveNoAnswer() {
        WeightedArcs inputs = matrix(new double[][] {{.9, .2}, {.2, .9}});

        assertThatThrownBy(() -> InputOutput.leontief(inputs, new double[] {1, 1}, Convergence.DEFAULT))
                .isInstanceOf(NotConvergedException.class);
        assertThatThrownBy(() ->
                        InputOutput.leontief(matrix(new double[][] {{1}}), new double[] {1}, new Convergence(1e-9, 50)))
                .isInstanceOfSatisfying(NotConvergedException.class, e -> {
                    assertThat(e.iterations()).isEqualTo(50);
                    assertThat(e.change()).isEqualTo(1);
                });
    }

    @Test
    void badFiguresAreRefused() {
        assertThatThrownBy(() -> matrix(new double[][] {{-1}})).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> WeightedArcs.of(1, List.of(new WeightedArcs.Arc(0, 1, 1))))
                .isInstanceOf(IllegalArgumentException.class);
        WeightedArcs one = matrix(new double[][] {{.5}});
        assertThatThrownBy(() -> InputOutput.leontief(one, new double[2], Convergence.DEFAULT))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> InputOutput.inoperability(one, new double[] {1.1}, Convergence.DEFAULT))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> InputOutput.influence(one, 0, Convergence.DEFAULT))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Convergence(0, 1)).isInstanceOf(IllegalArgumentException.class);
    }

    private static WeightedArcs matrix(double[][] rows) {
        List<WeightedArcs.Arc> arcs = new ArrayList<>();
        for (int i = 0; i < rows.length; i++) {
            for (int j = 0; j < rows.length; j++) {
                if (rows[i][j] != 0) {
                    arcs.add(new WeightedArcs.Arc(i, j, rows[i][j]));
                }
            }
        }
        return WeightedArcs.of(rows.length, arcs);
    }
}
