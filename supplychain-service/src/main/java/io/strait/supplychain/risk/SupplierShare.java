package io.strait.supplychain.risk;

import io.strait.supplychain.catalogue.model.Share;

/**
 * What one supplier, an organisation or an area, has of a market.
 *
 * @param supplier its id; one that is given twice is two suppliers
 * @param collective stands for several unnamed ones ("Various companies"): left out of concentration, and said
 */
public record SupplierShare(String supplier, Share share, boolean collective) {
    public SupplierShare(String supplier, Share share) {
        this(supplier, share, false);
    }
}
