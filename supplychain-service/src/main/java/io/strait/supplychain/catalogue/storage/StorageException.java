package io.strait.supplychain.catalogue.storage;

import java.sql.SQLException;

/** The database failed; whether for a moment or for good is in the cause. */
public final class StorageException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public StorageException(SQLException cause) {
        super(cause);
    }
}
