package io.strait.trade.ingest;

import static io.strait.trade.ingest.Trade.ingestAs;
import static io.strait.trade.ingest.Trade.query;
import static io.strait.trade.ingest.Trade.read;
import static io.strait.trade.ingest.Trade.rows;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.strait.trade.TradeTestResource;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** Files of the customs offices of Korea and Japan from the body to the figure. */
@QuarkusTest
@QuarkusTestResource(TradeTestResource.class)
class OfficeFilesTest {
    @Inject
    DataSource database;

    @Test
    void koreasItemsAreReadBack() {
        String item = "<item><year>2025.01</year><statCd>%s</statCd><statCdCntnKor1>x</statCdCntnKor1>"
                + "<hsCd>0506100000</hsCd><expDlr>%s</expDlr><expWgt/><impDlr>0</impDlr><impWgt>2</impWgt></item>";
        // When
        JsonPath job = ingest("<response><header><resultCode>00</resultCode></header><body><items>"
                + item.formatted("JP", "12") + item.formatted("ZZ", "") + item.formatted("CN", "1,234")
                + "</items></body></response>");
        // Then
        assertThat(job.getString("format")).isEqualTo("korea-xml");
        assertThat(rows(job)).isEqualTo("read 6 accepted 5 unchanged 0 revised 0 rejected 1");
        assertThat(
                        read("/trade/v1/observations?source=COMTRADE&commodity=0506100000&partner=JPN&flow=X&frequency=M&format=csv")
                                .asString())
                .contains("COMTRADE.M.KOR.JPN.X.HS.0506100000")
                .contains("2025-01,REPORTED,12,USD");
        assertThat(query(database, "select name from area where kind = 'UNMAPPED' and code > 9999"))
                .contains("x");
        assertThat(read(job.getString("rejects.href")).jsonPath().getList("items.field", String.class))
                .containsExactly("expDlr");
    }

    @Test
    void japansMonthsAreReadBack() {
        JsonPath job = ingest("Exp or Imp,Year,HS,Country,Unit1,Unit2,Value-Year,Quantity2-Jan,Value-Jan,Value-Feb\n"
                + "1,2026,'050610000',105,  ,KG,3,4,3,0\n2,2026,'050610000',105,  ,KG,3,4,3,NaN\n");

        assertThat(job.getString("format")).isEqualTo("japan-csv");
        assertThat(rows(job)).isEqualTo("read 3 accepted 2 unchanged 0 revised 0 rejected 1");
        assertThat(
                        read("/trade/v1/observations?source=COMTRADE&commodity=050610000&partner=CHN&flow=X&frequency=M&format=csv")
                                .asString())
                .contains("2026-01,REPORTED,3000,JPY")
                .doesNotContain("2026-02");
    }

    private static JsonPath ingest(String file) {
        return ingestAs("?source=COMTRADE", "application/octet-stream", file.getBytes(StandardCharsets.UTF_8));
    }
}
