package io.strait.supplychain.risk;

import java.util.Arrays;

/**
 * L and U of {@link Esri} in compressed sparse rows: downstream by supplier, upstream by customer. Losses of a firm in
 * one essential product come together in a slot of their own; all others of a firm in the slot of its number. Immutable.
 */
final class EsriLinks {
    /** Of firm i from {@code downOffsets[i]} to {@code downOffsets[i + 1]}. */
    final int[] downOffsets;

    final int[] customers;
    /** Where the loss arrives: {@code firms} and above are slots of essential products. */
    final int[] slots;

    final double[] downWeights;

    final int[] upOffsets;
    final int[] suppliers;
    final double[] upWeights;

    /** How many slots there are, those of firms with them. */
    final int slotCount;
    /** The slots of essential products of firm j, from {@code slotOffsets[j]} to {@code slotOffsets[j + 1]}. */
    final int[] slotOffsets;

    /** What arrives where: the sources and weights of slot s from {@code inOffsets[s]} to {@code inOffsets[s + 1]}. */
    record Arrivals(int[] inOffsets, int[] sources, double[] weights) {}

    final Arrivals downArrivals;
    final Arrivals upArrivals;

    /** The makers of product k, from {@code marketOffsets[k]} to {@code marketOffsets[k + 1]}. */
    final int[] marketOffsets;

    final int[] makers;

    EsriLinks(FirmNetwork network, InputRole.Roles roles) {
        int firms = network.firms();
        int links = network.links();
        int[] supplierOf = new int[links];
        for (int i = 0; i < firms; i++) {
            Arrays.fill(supplierOf, network.offsets()[i], network.offsets()[i + 1], i);
        }
        int[] byCustomer = new int[firms + 1];
        int[] linkAt = sort(network.customers(), byCustomer);
        upOffsets = byCustomer;
        suppliers = new int[links];
        upWeights = new double[links];
        for (int at = 0; at < links; at++) {
            int link = linkAt[at];
            suppliers[at] = supplierOf[link];
            upWeights[at] = network.amounts()[link] / network.outStrength(supplierOf[link]);
        }

        int[] slotOf = new int[links];
        double[] weightOf = new double[links];
        int[] firstSlots = new int[firms + 1];
        int slot = firms;
        int[] slotOfProduct = new int[network.products()];
        double[] bought = new double[network.products()];
        for (int j = 0; j < firms; j++) {
            firstSlots[j] = slot;
            for (int at = byCustomer[j]; at < byCustomer[j + 1]; at++) {
                int product = network.product(suppliers[at]);
                slotOfProduct[product] = -1;
                bought[product] = 0;
            }
            for (int at = byCustomer[j]; at < byCustomer[j + 1]; at++) {
                bought[network.product(suppliers[at])] += network.amounts()[linkAt[at]];
            }
            for (int at = byCustomer[j]; at < byCustomer[j + 1]; at++) {
                int link = linkAt[at];
                int product = network.product(suppliers[at]);
                InputRole role = roles.of(product, network.product(j));
                if (role == InputRole.ESSENTIAL) {
                    if (slotOfProduct[product] < 0) {
                        slotOfProduct[product] = slot++;
                    }
                    slotOf[link] = slotOfProduct[product];
                    weightOf[link] = network.amounts()[link] / bought[product];
                } else {
                    slotOf[link] = j;
                    weightOf[link] = role == InputRole.NONE ? 0 : network.amounts()[link] / network.inStrength(j);
                }
            }
        }
        firstSlots[firms] = slot;
        slotOffsets = firstSlots;
        slotCount = slot;
        // What goes into production nowhere carries no loss: such links are left out.
        downOffsets = new int[firms + 1];
        int[] to = new int[links];
        int[] into = new int[links];
        double[] weights = new double[links];
        int kept = 0;
        for (int i = 0; i < firms; i++) {
            for (int link = network.offsets()[i]; link < network.offsets()[i + 1]; link++) {
                if (weightOf[link] > 0) {
                    to[kept] = network.customers()[link];
                    into[kept] = slotOf[link];
                    weights[kept++] = weightOf[link];
                }
            }
            downOffsets[i + 1] = kept;
        }
        customers = Arrays.copyOf(to, kept);
        slots = Arrays.copyOf(into, kept);
        downWeights = Arrays.copyOf(weights, kept);
        downArrivals = arrivals(downOffsets, slots, downWeights, slotCount);
        upArrivals = arrivals(upOffsets, suppliers, upWeights, firms);

        int[] products = new int[firms];
        Arrays.setAll(products, network::product);
        marketOffsets = new int[network.products() + 1];
        makers = sort(products, marketOffsets);
    }

    /** The same links by where they lead. */
    private static Arrivals arrivals(int[] offsets, int[] targets, double[] weights, int targetCount) {
        int[] inOffsets = new int[targetCount + 1];
        int[] linkAt = sort(targets, inOffsets);
        int[] sources = new int[targets.length];
        double[] sorted = new double[targets.length];
        int[] sourceOf = new int[targets.length];
        for (int source = 0; source + 1 < offsets.length; source++) {
            Arrays.fill(sourceOf, offsets[source], offsets[source + 1], source);
        }
        for (int at = 0; at < linkAt.length; at++) {
            sources[at] = sourceOf[linkAt[at]];
            sorted[at] = weights[linkAt[at]];
        }
        return new Arrivals(inOffsets, sources, sorted);
    }

    /** The indices of {@code keys} by key, in their order; {@code offsets} becomes where each key begins. */
    private static int[] sort(int[] keys, int[] offsets) {
        for (int key : keys) {
            offsets[key + 1]++;
        }
        for (int key = 0; key + 1 < offsets.length; key++) {
            offsets[key + 1] += offsets[key];
        }
        int[] next = offsets.clone();
        int[] sorted = new int[keys.length];
        for (int i = 0; i < keys.length; i++) {
            sorted[next[keys[i]]++] = i;
        }
        return sorted;
    }
}
