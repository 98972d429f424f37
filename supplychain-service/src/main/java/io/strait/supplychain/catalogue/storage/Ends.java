package io.strait.supplychain.catalogue.storage;

import io.strait.supplychain.catalogue.model.Fact;
import io.strait.supplychain.catalogue.model.Requirement;
import io.strait.supplychain.catalogue.model.Supply;

/** What a link connects, as one text: no two current links of a kind connect the same. */
public final class Ends {
    private Ends() {}

    public static String of(Fact fact) {
        if (fact instanceof Requirement requirement) {
            return requirement.node() + " " + requirement.input();
        }
        if (fact instanceof Supply supply) {
            String recipient = supply.recipient();
            return supply.supplier() + " " + supply.input() + " " + (recipient == null ? "" : recipient);
        }
        return fact.id();
    }
}
