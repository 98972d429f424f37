package io.strait.supplychain.risk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Case A: 1,232 firms of 616 industries with the essentiality that industry analysts found, against published scores. */
class EsriOfIndustriesTest {
    private static final int INDUSTRIES = 616;
    private static final int FIRMS = 2 * INDUSTRIES;
    private static final int[] OFFSETS = {1, 37, 91, 173, 311, 509, 701, 997};

    /** Of the firms 1 to 16: the benchmark of Devetak, ESRI.jl. */
    private static final double[] PUBLISHED = {
        0.87837245554794330, 0.87825862250992404, 0.87664923655232285, 0.87566688889824862,
        0.87524585194239457, 0.87433651919608424, 0.86060405584903987, 0.84701627242865141,
        0.85599031156433647, 0.85741739269669437, 0.85466742541113849, 0.85393912577670528,
        0.84935069451138689, 0.77626516574715354, 0.84447307983109421, 0.84456652158172307
    };

    private static final int[] ITERATIONS = {73, 82, 81, 79, 79, 77, 77, 112, 76, 187, 111, 110, 110, 252, 108, 170};

    private static Esri esri;

    @BeforeAll
    static void readMatrix() throws IOException {
        esri = new Esri(network(), matrix(RealFiles.named("ihs/ess_mat_n4_ihs.csv")), Esri.Options.DEFAULT);
    }

    @Test
    void caseA() {
        for (int firm = 0; firm < PUBLISHED.length; firm++) {
            Esri.Scores scores = esri.ofFirm(firm);

            assertThat(scores.combined()).as("firm " + (firm + 1)).isCloseTo(PUBLISHED[firm], within(1e-12));
            assertThat(scores.iterations()).isEqualTo(ITERATIONS[firm]);
            assertThat(scores.converged()).isTrue();
        }
    }

    @Test
    void aRankingIsBitForBitWhatEachFirmScoresAlone() {
        ExecutorService executor = Executors.newFixedThreadPool(3);
        try {
            Esri.Scores[] scores = esri.ofAllFirms(executor, 3);

            assertThat(scores).hasSize(FIRMS);
            for (int firm : List.of(0, 1, 15, 16, 700, FIRMS - 1)) {
                assertThat(scores[firm]).isEqualTo(esri.ofFirm(firm));
            }
        } finally {
            executor.shutdownNow();
        }
    }

    private static FirmNetwork network() {
        int[] products = new int[FIRMS];
        for (int firm = 0; firm < FIRMS; firm++) {
            products[firm] = firm / 2;
        }
        FirmNetwork.Builder builder = FirmNetwork.of(products);
        for (int i = 1; i <= FIRMS; i++) {
            for (int offset : OFFSETS) {
                int j = (i + offset - 1) % FIRMS + 1;
                builder.supply(i - 1, j - 1, 1 + (13 * i + 7 * j) % 17);
            }
        }
        return builder.build();
    }

    static InputRole.Roles matrix(Path file) throws IOException {
        List<String> lines = Files.readAllLines(file);
        byte[][] roles = new byte[INDUSTRIES][INDUSTRIES];
        for (int k = 0; k < INDUSTRIES; k++) {
            String[] cells = lines.get(k + 1).split(",", -1);
            for (int l = 0; l < INDUSTRIES; l++) {
                roles[k][l] = Byte.parseByte(cells[l + 1]);
            }
        }
        return (input, product) -> InputRole.values()[roles[input][product]];
    }
}
