package io.strait.supplychain.catalogue.model;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A value of a closed list, by the word that stands for it on the wire and in the database. */
public interface Coded {
    String code();

    static <E extends Enum<E> & Coded> Optional<E> of(Class<E> type, String code) {
        return Arrays.stream(type.getEnumConstants())
                .filter(value -> value.code().equals(code))
                .findFirst();
    }

    static <E extends Enum<E> & Coded> List<String> codes(Class<E> type) {
        return Arrays.stream(type.getEnumConstants()).map(Coded::code).toList();
    }
}
