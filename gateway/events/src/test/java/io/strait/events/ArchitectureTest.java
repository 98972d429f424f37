package io.strait.events;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.strait.events");

    @Test
    void theContractDoesNotKnowTheOutbox() {
        noClasses()
                .that()
                .resideInAPackage("io.strait.events")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.strait.events.outbox")
                .check(CLASSES);
    }

    @Test
    void theContractKnowsNoDatabase() {
        noClasses()
                .that()
                .resideInAPackage("io.strait.events")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.sql..", "javax.sql..", "org.postgresql..")
                .check(CLASSES);
    }

    @Test
    void nothingHereKnowsAContainer() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.quarkus..", "jakarta..", "io.micrometer..")
                .check(CLASSES);
    }
}
