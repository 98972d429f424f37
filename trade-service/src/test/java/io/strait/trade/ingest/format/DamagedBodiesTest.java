package io.strait.trade.ingest.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.strait.trade.ingest.ComtradeFile;
import io.strait.trade.ingest.Packed;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Whatever bytes come, a body is read or refused with words; nothing else happens. */
class DamagedBodiesTest {
    private static final byte[] FILE = new ComtradeFile()
            .with("01", "202401", "1")
            .with("01", "202402", "2")
            .csv();
    private static final List<String> BEGINNINGS = List.of(
            "Classification,Year,Trade Flow Code,Reporter Code,Partner Code,Commodity Code,Trade Value (US$)\n",
            "sep=;\nYear;Trade Flow;Reporter Code;Partner Code;Commodity Code;Value\n",
            "t,i,j,k,v,q\n",
            "country_code,country_name\n",
            "reporter,partner,flow,classification,commodity,period,primaryValue\n",
            "{\"reporter\":1,\"period\":",
            "DATAFLOW,REF_AREA,COUNTERPART_AREA,TRADE_FLOW,TIME_PERIOD,OBS_VALUE\n",
            "{\"dataSets\":[",
            "<GenericData>",
            "\u00FF\u00FEt\0,\0",
            "");

    private static final List<String> SDMX = List.of(
            "DATAFLOW,REF_AREA,COUNTERPART_AREA,TRADE_FLOW,COMMODITY,TIME_PERIOD,OBS_VALUE,CURRENCY\nA:B(1),KR,JP,X,_T,2024,1,USD\n",
            "{\"dataSets\":[{\"series\":{\"0:0:0:0\":{\"observations\":{\"0\":[1,0]}}}}],\"structure\":{\"dimensions\":"
                    + "{\"series\":[{\"id\":\"REF_AREA\",\"values\":[{\"id\":\"KR\"}]},{\"id\":\"PARTNER\",\"values\":"
                    + "[{\"id\":\"JP\"}]},{\"id\":\"FLOW\",\"values\":[{\"id\":\"X\"}]},{\"id\":\"PRODUCT\",\"values\":[{\"id\":\"_T\"}]}],\"observation\":"
                    + "[{\"id\":\"TIME_PERIOD\",\"values\":[{\"id\":\"2024\"}]}]},\"attributes\":{\"observation\":"
                    + "[{\"id\":\"CURRENCY\",\"values\":[{\"id\":\"USD\"}]}]}}}",
            "<GenericData><DataSet><Obs><ObsKey><Value id='REF_AREA' value='KR'/><Value id='PARTNER' value='JP'/>"
                    + "<Value id='FLOW' value='X'/><Value id='PRODUCT' value='_T'/><Value id='TIME_PERIOD' value='2024'/></ObsKey><ObsValue value='1'/>"
                    + "<Attributes><Value id='CURRENCY' value='USD'/></Attributes></Obs></DataSet></GenericData>");

    @Property(tries = 300, seed = "42")
    void aDamagedArchiveDoesNoMoreThanFail(@ForAll short at, @ForAll byte value) {
        for (byte[] packed : new byte[][] {
            Packed.gzip(FILE), new Packed().with("a.csv", FILE).zip()
        }) {
            packed[Math.floorMod(at, packed.length)] = value;
            try {
                assertThat(Reading.ofBody("x", packed).rows()).hasSizeLessThanOrEqualTo(2);
            } catch (IOException | FileRejectedException e) {
                assertThat(e.getMessage()).isNotNull();
            }
        }
    }

    @Property(tries = 300, seed = "42")
    void aDamagedSdmxFileDoesNoMoreThanFail(@ForAll short at, @ForAll byte value) throws IOException {
        for (String sound : SDMX) {
            byte[] file = sound.getBytes(StandardCharsets.ISO_8859_1);
            assertThat(Reading.ofBody("x", file).rows()).hasSize(1);
            file[Math.floorMod(at, file.length)] = value;
            try {
                assertThat(Reading.ofBody("x", file).rows()).hasSizeLessThanOrEqualTo(1);
            } catch (FileRejectedException e) {
                assertThat(e.getMessage()).contains("expected");
            }
        }
    }

    @Property(tries = 300, seed = "42")
    void noBytesBehindAHeaderMakeAFigure(@ForAll byte[] noise) throws IOException {
        for (String beginning : BEGINNINGS) {
            byte[] start = beginning.getBytes(StandardCharsets.ISO_8859_1);
            byte[] file = new byte[start.length + noise.length];
            System.arraycopy(start, 0, file, 0, start.length);
            System.arraycopy(noise, 0, file, start.length, noise.length);
            for (byte[] body :
                    new byte[][] {file, new Packed().with("BACI_HS92.csv", file).zip()}) {
                try {
                    assertThat(Reading.ofBody("BACI_HS92.csv", body).rows()).isEmpty();
                } catch (FileRejectedException e) {
                    assertThat(e.getMessage()).contains("expected");
                }
            }
        }
    }
}
