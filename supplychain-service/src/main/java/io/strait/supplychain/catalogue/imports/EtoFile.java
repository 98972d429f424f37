package io.strait.supplychain.catalogue.imports;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The files of the data set, the columns of each, and which others it cannot be read without. */
enum EtoFile {
    INPUTS(
            "inputs.csv",
            List.of("input_id", "input_name", "type"),
            List.of("stage_id", "stage_name", "description", "year")),
    STAGES("stages.csv", List.of("stage_id", "stage_name"), List.of("description")),
    SEQUENCE(
            "sequence.csv",
            List.of("input_id", "goes_into_id", "is_type_of_id"),
            List.of("input_name", "goes_into_name", "is_type_of_name"),
            INPUTS),
    PROVIDERS("providers.csv", List.of("provider_id", "provider_name", "provider_type", "country"), List.of("alias")),
    PROVISION(
            "provision.csv",
            List.of("provider_id", "provided_id", "share_provided", "year"),
            List.of("provider_name", "provided_name", "source"),
            INPUTS,
            PROVIDERS);

    private final String fileName;
    private final List<String> needed;
    private final List<String> optional;
    private final List<EtoFile> needs;

    EtoFile(String fileName, List<String> needed, List<String> optional, EtoFile... needs) {
        this.fileName = fileName;
        this.needed = needed;
        this.optional = optional;
        this.needs = List.of(needs);
    }

    String fileName() {
        return fileName;
    }

    /** Columns without which the file says nothing. */
    List<String> needed() {
        return needed;
    }

    /** Further columns that are read where they are there. */
    List<String> optional() {
        return optional;
    }

    List<EtoFile> needs() {
        return needs;
    }

    /** By the name of a file, with or without a folder. */
    static Optional<EtoFile> named(String path) {
        String name = path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
        return Arrays.stream(values())
                .filter(file -> file.fileName.equals(name))
                .findFirst();
    }

    static String names() {
        return String.join(", ", Arrays.stream(values()).map(EtoFile::fileName).toList());
    }
}
