package io.strait.supplychain.risk;

import io.strait.supplychain.catalogue.model.Coded;

/** A measure that is kept by revision and whose bands are watched. */
public enum RiskMeasure implements Coded {
    CONCENTRATION_BY_ORGANISATION("concentrationByOrganisation") {
        @Override
        Concentration concentration(Market market) {
            return market.byOrganisation();
        }

        @Override
        Market.Basis basis(Market market) {
            return market.makers().isEmpty() ? Market.Basis.NOBODY : Market.Basis.ORGANISATIONS;
        }
    },
    CONCENTRATION_BY_AREA("concentrationByArea") {
        @Override
        Concentration concentration(Market market) {
            return market.byArea();
        }

        @Override
        Market.Basis basis(Market market) {
            return market.basisOfAreas();
        }
    };

    private final String code;

    RiskMeasure(String code) {
        this.code = code;
    }

    @Override
    public String code() {
        return code;
    }

    abstract Concentration concentration(Market market);

    abstract Market.Basis basis(Market market);
}
