package io.strait.supplychain.exposure.resource;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.strait.supplychain.catalogue.model.Json;
import io.strait.supplychain.exposure.figures.DeclaredOrigins.Range;
import io.strait.supplychain.exposure.figures.HsCode;
import io.strait.supplychain.exposure.figures.ObservedImports;
import io.strait.supplychain.exposure.figures.ObservedImports.Basis;
import io.strait.supplychain.exposure.figures.ObservedImports.Origin;
import io.strait.supplychain.exposure.storage.FeedStore;
import io.strait.supplychain.risk.Concentration;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Import figures in their JSON form. Every member is always there; null says unknown. Stateless. */
final class FiguresJson {
    private static final int DECIMALS = 4;

    private FiguresJson() {}

    /** Shares are quotients: four decimals of a percent say all that they can. */
    static BigDecimal number(double value) {
        BigDecimal rounded = BigDecimal.valueOf(value)
                .setScale(DECIMALS, RoundingMode.HALF_UP)
                .stripTrailingZeros();
        return rounded.scale() < 0 ? rounded.setScale(0) : rounded;
    }

    static ObjectNode range(Range range) {
        return Json.object()
                .put("low", number(range.low()))
                .put("given", number(range.given()))
                .put("high", number(range.high()));
    }

    static void hhi(ObjectNode in, @Nullable Concentration concentration) {
        if (concentration == null) {
            in.putNull("hhi");
        } else {
            in.putObject("hhi")
                    .put("low", number(concentration.hhi().low()))
                    .put("high", number(concentration.hhi().high()));
        }
    }

    static void texts(ArrayNode in, Collection<String> texts) {
        texts.forEach(in::add);
    }

    /** @param shares whether the figures say anything about shares; if not, there is a value alone */
    static ObjectNode origin(Origin origin, boolean shares) {
        ObjectNode json = Json.object().put("value", origin.value());
        if (shares) {
            json.put("share", number(origin.share()))
                    .put("low", number(origin.low()))
                    .put("high", number(origin.high()));
        } else {
            json.putNull("share").putNull("low").putNull("high");
        }
        return json.put("incomplete", origin.silent()).put("vintage", text(origin.vintage()));
    }

    static @Nullable String text(@Nullable Instant instant) {
        return instant == null ? null : instant.toString();
    }

    /** What was added up, without the origins. */
    static ObjectNode observed(ObservedImports imports, Map<String, FeedStore.Source> sources) {
        Basis basis = imports.basis();
        FeedStore.Source source = sources.get(basis.source());
        ObjectNode json = Json.object()
                .put("source", basis.source())
                .put("sourceName", source == null ? null : source.name())
                .put("demonstration", basis.demonstration())
                .put("frequency", basis.frequency())
                .put("from", basis.window().from().toString())
                .put("to", basis.window().to().toString())
                .put("periodsHeld", basis.periodsHeld())
                .put("periodsAsked", basis.periodsAsked())
                .put("currency", basis.currency())
                .put("value", imports.value())
                .put("valueIsUpperBound", imports.upperBound())
                .put("shareOf", imports.world() ? "world" : "origins")
                .put("hasShares", imports.hasShares());
        hhi(json, imports.concentration().orElse(null));
        ObjectNode unallocated = json.putObject("unallocated").put("value", imports.unallocated());
        texts(unallocated.putArray("partners"), basis.unnamed());
        texts(json.putArray("classifications"), basis.classifications());
        ArrayNode warnings = json.putArray("warnings");
        basis.warnings()
                .forEach(warning ->
                        warnings.addObject().put("code", warning.code()).put("message", warning.message()));
        return json.put("newestVintage", text(basis.newestVintage()));
    }

    static ArrayNode codes(List<HsCode> codes) {
        ArrayNode array = Json.array();
        for (HsCode code : codes) {
            array.addObject()
                    .put("code", code.digits())
                    .put("edition", code.edition())
                    .put("weight", code.weight())
                    .put(
                            "partOf",
                            HsCode.partOf(code, codes).map(HsCode::digits).orElse(null));
        }
        return array;
    }

    /** How old the figures are. While trade-service answers they are as it has them, but for what is on its way. */
    static ObjectNode age(FeedStore.State state) {
        Instant away = state.awaySince();
        Instant confirmed = state.confirmedAt();
        String said = away != null
                ? (confirmed == null ? "never reached, unreachable since " : "unreachable since ") + away
                : confirmed == null ? "not asked yet" : "reachable";
        return Json.object()
                .put("version", state.version())
                .put("tradeService", said)
                .put("asOfFigures", away == null ? null : text(confirmed));
    }

    /** What an answer's tag must change with, beside the revision and the question. */
    static String tag(FeedStore.State state) {
        return state.version() + " " + state.awaySince() + " " + (state.confirmedAt() == null);
    }
}
