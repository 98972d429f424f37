package io.strait.gateway;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import org.junit.jupiter.api.Test;

/** Which room may know which. */
class ArchitectureTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.strait.gateway");

    @Test
    void problemKnowsNobody() {
        noClasses()
                .that()
                .resideInAPackage("..gateway.problem..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "..gateway.security..",
                        "..gateway.route..",
                        "..gateway.web..",
                        "..gateway.hub..",
                        "..gateway.filter..")
                .check(CLASSES);
    }

    @Test
    void securityKnowsProblemOnly() {
        noClasses()
                .that()
                .resideInAPackage("..gateway.security..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("..gateway.route..", "..gateway.web..", "..gateway.hub..", "..gateway.filter..")
                .check(CLASSES);
    }

    /** The hub implements what route asks for ({@code EventPosition}), not the other way round. */
    @Test
    void routeAndWebKnowNeitherEachOtherNorTheHub() {
        noClasses()
                .that()
                .resideInAPackage("..gateway.route..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("..gateway.web..", "..gateway.hub..", "..gateway.filter..")
                .check(CLASSES);
        noClasses()
                .that()
                .resideInAPackage("..gateway.web..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("..gateway.route..", "..gateway.hub..", "..gateway.filter..")
                .check(CLASSES);
    }

    @Test
    void filterKnowsNoHttp() {
        noClasses()
                .that()
                .resideInAPackage("..gateway.filter..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.vertx..",
                        "io.quarkus..",
                        "jakarta.enterprise..",
                        "org.apache.kafka..",
                        "..gateway.route..",
                        "..gateway.web..",
                        "..gateway.hub..",
                        "..gateway.security..",
                        "..gateway.problem..")
                .allowEmptyShould(true)
                .check(CLASSES);
    }

    @Test
    void theOutboxIsNotUsed() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.strait.events.outbox..", "java.sql..")
                .check(CLASSES);
    }

    @Test
    void thereAreNoCycles() {
        SlicesRuleDefinition.slices()
                .matching("io.strait.gateway.(*)..")
                .should()
                .beFreeOfCycles()
                .check(CLASSES);
    }
}
