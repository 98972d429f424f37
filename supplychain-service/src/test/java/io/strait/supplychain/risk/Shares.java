package io.strait.supplychain.risk;

import io.strait.supplychain.catalogue.model.Share;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** Short ways to say who has what. */
final class Shares {
    private Shares() {}

    static List<SupplierShare> exactly(double... percent) {
        List<SupplierShare> shares = new ArrayList<>();
        for (double share : percent) {
            shares.add(new SupplierShare("s" + shares.size(), exact(share)));
        }
        return shares;
    }

    static List<SupplierShare> and(List<SupplierShare> shares, Share... more) {
        List<SupplierShare> all = new ArrayList<>(shares);
        for (Share share : more) {
            all.add(new SupplierShare("s" + all.size(), share));
        }
        return all;
    }

    static Share exact(double percent) {
        return range(percent, percent);
    }

    static Share range(double low, double high) {
        return new Share.Known(BigDecimal.valueOf(low), BigDecimal.valueOf(high));
    }
}
