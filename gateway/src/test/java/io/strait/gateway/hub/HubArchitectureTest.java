package io.strait.gateway.hub;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class HubArchitectureTest {
    @Test
    void theHubKnowsNoTransportAndNoContainer() {
        noClasses()
                .that()
                .resideInAPackage("io.strait.gateway.hub")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.vertx..",
                        "io.quarkus..",
                        "jakarta..",
                        "io.strait.gateway.hub.http..",
                        "io.strait.gateway.route..",
                        "io.strait.gateway.security..",
                        "io.strait.gateway.problem..")
                .check(new ClassFileImporter()
                        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                        .importPackages("io.strait.gateway"));
    }
}
