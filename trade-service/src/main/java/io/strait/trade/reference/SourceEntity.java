package io.strait.trade.reference;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.jspecify.annotations.NullUnmarked;

/** A row of {@code source}. */
@Entity
@Table(name = "source")
@NullUnmarked
class SourceEntity {
    @Id
    String code;

    String name;
    String url;
    boolean demonstration;

    Source toSource() {
        return new Source(code, name, url, demonstration);
    }
}
