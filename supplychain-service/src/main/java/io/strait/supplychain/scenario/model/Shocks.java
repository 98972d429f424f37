package io.strait.supplychain.scenario.model;

import io.strait.supplychain.catalogue.model.FactBook;
import io.strait.supplychain.catalogue.model.Node;
import io.strait.supplychain.scenario.model.Scenario.Shock;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Whom the shocks of a scenario hit. Immutable. */
final class Shocks {
    private final FactBook book;
    private final List<Shock> all;

    Shocks(FactBook book, List<Shock> all) {
        this.book = book;
        this.all = List.copyOf(all);
    }

    /** Whether any of them could hit a maker of a good: it need not be looked at otherwise. */
    boolean mayHit(String good) {
        return all.stream().anyMatch(shock -> fitsGood(shock, good));
    }

    /** Whether any of them hits a maker, or what it delivers to somebody. */
    boolean hit(String good, @Nullable String supplier, @Nullable String area) {
        return all.stream().anyMatch(shock -> fits(shock, good, supplier, area));
    }

    /** Those that hit what somebody makes, for all customers. */
    List<Shock> ofMaking(String good, @Nullable String supplier, @Nullable String area) {
        return all.stream()
                .filter(shock -> shock.recipients().isEmpty() && fits(shock, good, supplier, area))
                .toList();
    }

    /** Those that hit what a maker delivers to a customer, because of where that is. */
    List<Shock> ofDeliveries(
            String good, @Nullable String supplier, @Nullable String area, @Nullable String customerArea) {
        return all.stream()
                .filter(shock -> customerArea != null
                        && shock.recipients().contains(customerArea)
                        && fits(shock, good, supplier, area))
                .toList();
    }

    /** Those that hit an organisation or site as a whole. */
    List<Shock> ofUser(String user, @Nullable String area) {
        return all.stream()
                .filter(shock -> shock.recipients().isEmpty()
                        && shock.inputs().isEmpty()
                        && shock.hsCodes().isEmpty()
                        && (shock.nodes().isEmpty() || shock.nodes().contains(user))
                        && fitsArea(shock, area))
                .toList();
    }

    private boolean fits(Shock shock, String good, @Nullable String supplier, @Nullable String area) {
        boolean named = shock.nodes().isEmpty()
                || shock.nodes().contains(good)
                || (supplier != null && shock.nodes().contains(supplier));
        return named && fitsArea(shock, area) && fitsGood(shock, good);
    }

    private static boolean fitsArea(Shock shock, @Nullable String area) {
        return shock.areas().isEmpty() || (area != null && shock.areas().contains(area));
    }

    private boolean fitsGood(Shock shock, String good) {
        if (!shock.inputs().isEmpty() && !shock.inputs().contains(good)) {
            return false;
        }
        return shock.hsCodes().isEmpty()
                || book.node(good).stream()
                        .anyMatch(node -> shock.hsCodes().stream().anyMatch(code -> hasCode(node, code)));
    }

    private static boolean hasCode(Node node, String beginning) {
        return node.externalIds().stream()
                .anyMatch(id -> id.scheme().toUpperCase(Locale.ROOT).startsWith("HS")
                        && id.code().replace(".", "").startsWith(beginning));
    }
}
