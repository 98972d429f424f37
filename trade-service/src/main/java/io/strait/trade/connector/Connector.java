package io.strait.trade.connector;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;

/** How one kind of connector asks. Thread-safe; knows no storage: what it must remember it hands back. */
interface Connector {
    ConnectorKind kind();

    /** Notes all that is wrong with settings of this kind. */
    void check(SettingsReader settings);

    /**
     * The pieces a run begins with. Makes no call.
     *
     * @param memory what earlier runs left
     * @param now when the run starts
     */
    List<ObjectNode> parts(Definition definition, ObjectNode memory, Instant now);

    /**
     * Asks for one piece, and hands on what comes.
     *
     * @throws PutOffException when it is to be asked for again later
     * @throws RefusedException when it cannot be had
     */
    PartResult fetch(ObjectNode part, Work work) throws PutOffException, RefusedException;

    /** Whether a run that failed leaves its memory too: where it is of each item by itself. */
    default boolean remembersFailedRuns() {
        return false;
    }
}
