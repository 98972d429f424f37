package io.strait.trade.query;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The columns that say what was told of a figure. */
final class MeasuresCsv {
    static final List<String> HEADER = List.of(
            "status",
            "primaryValue",
            "cifValue",
            "fobValue",
            "netWeight",
            "grossWeight",
            "quantity",
            "quantityUnit",
            "altQuantity",
            "altQuantityUnit",
            "estimated");

    private MeasuresCsv() {}

    /** The columns under a name of their own, as {@code beforePrimaryValue}. */
    static List<String> header(String prefix) {
        return HEADER.stream()
                .map(name -> prefix + name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1))
                .toList();
    }

    /** All empty when nothing was told. */
    static List<String> fields(@Nullable Measures measures) {
        if (measures == null) {
            return Collections.nCopies(HEADER.size(), "");
        }
        return List.of(
                measures.status(),
                CsvText.number(measures.primaryValue()),
                CsvText.number(measures.cifValue()),
                CsvText.number(measures.fobValue()),
                CsvText.number(measures.netWeight()),
                CsvText.number(measures.grossWeight()),
                CsvText.number(measures.quantity()),
                CsvText.unit(measures.quantityUnit()),
                CsvText.number(measures.altQuantity()),
                CsvText.unit(measures.altQuantityUnit()),
                estimated(measures.estimated()));
    }

    /** Names of the estimated amounts, with semicolons between. */
    static String estimated(ObservationAnswer.Estimated estimated) {
        List<String> names = new ArrayList<>();
        if (estimated.netWeight()) {
            names.add("netWeight");
        }
        if (estimated.grossWeight()) {
            names.add("grossWeight");
        }
        if (estimated.quantity()) {
            names.add("quantity");
        }
        if (estimated.altQuantity()) {
            names.add("altQuantity");
        }
        return String.join(";", names);
    }
}
