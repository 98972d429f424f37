package io.strait.supplychain;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    private static final String ROOT = "io.strait.supplychain";
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(ROOT);

    private static final String[] CONTAINER_HTTP_AND_SQL = {
        "io.quarkus..",
        "io.smallrye..",
        "io.vertx..",
        "jakarta..",
        "java.net.http..",
        "java.sql..",
        "javax.sql..",
        "io.agroal..",
        "org.hibernate..",
        "org.eclipse.microprofile.."
    };

    @Test
    void theGraphKnowsNothingButItself() {
        classes()
                .that()
                .resideInAPackage(ROOT + ".graph..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        ROOT + ".graph..", "java.lang..", "java.util..", "java.math..", "java.time..", "org.jspecify..")
                .check(CLASSES);
    }

    @Test
    void riskKnowsValuesAndTheModelAndNothingElse() {
        classes()
                .that()
                .resideInAPackage(ROOT + ".risk")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        ROOT + ".risk",
                        ROOT + ".catalogue.model",
                        "java.lang..",
                        "java.util..",
                        "java.math..",
                        "org.jspecify..")
                .check(CLASSES);
    }

    @Test
    void theCatalogueKnowsNoMeasureOfIt() {
        noClasses()
                .that()
                .resideInAPackage(ROOT + ".catalogue..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(ROOT + ".risk..")
                .check(CLASSES);
    }

    @Test
    void theModelAndTheReadersAndWritersOfFilesArePlainJava() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        ROOT + ".catalogue.model..", ROOT + ".catalogue.imports..", ROOT + ".catalogue.exports..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(CONTAINER_HTTP_AND_SQL)
                .check(CLASSES);
    }

    @Test
    void theModelKnowsNobodyWhoUsesIt() {
        noClasses()
                .that()
                .resideInAPackage(ROOT + ".catalogue.model..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        ROOT + ".catalogue",
                        ROOT + ".catalogue.imports..",
                        ROOT + ".catalogue.storage..",
                        ROOT + ".catalogue.resource..",
                        ROOT + ".graph..")
                .check(CLASSES);
    }

    @Test
    void theReadersOfFilesKnowNoStorage() {
        noClasses()
                .that()
                .resideInAPackage(ROOT + ".catalogue.imports..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(ROOT + ".catalogue.storage..", ROOT + ".catalogue.resource..")
                .check(CLASSES);
    }

    @Test
    void theWritersOfFilesKnowTheModelAlone() {
        noClasses()
                .that()
                .resideInAPackage(ROOT + ".catalogue.exports..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        ROOT + ".catalogue",
                        ROOT + ".catalogue.imports..",
                        ROOT + ".catalogue.storage..",
                        ROOT + ".catalogue.resource..",
                        ROOT + ".graph..")
                .check(CLASSES);
    }

    @Test
    void nothingBelowAResourceUsesIt() {
        noClasses()
                .that()
                .resideOutsideOfPackage("..resource..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("..resource..")
                .check(CLASSES);
    }

    @Test
    void storageKnowsNeitherWhoUsesItNorHttp() {
        noClasses()
                .that()
                .resideInAnyPackage(ROOT + ".catalogue.storage..", ROOT + ".risk.storage..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        ROOT + ".catalogue",
                        ROOT + ".catalogue.imports..",
                        ROOT + ".risk.measures..",
                        "..resource..",
                        "jakarta.ws.rs..")
                .check(CLASSES);
    }

    @Test
    void resourcesKnowNoSql() {
        noClasses()
                .that()
                .resideInAPackage("..resource..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.sql..", "javax.sql..", "io.agroal..", "jakarta.persistence..")
                .allowEmptyShould(true)
                .check(CLASSES);
    }

    @Test
    void theArithmeticOfImportsIsPlainJava() {
        noClasses()
                .that()
                .resideInAPackage(ROOT + ".exposure.figures..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(CONTAINER_HTTP_AND_SQL)
                .orShould()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.apache.kafka..",
                        ROOT + ".exposure",
                        ROOT + ".exposure.feed..",
                        ROOT + ".exposure.storage..",
                        "..resource..")
                .check(CLASSES);
    }

    @Test
    void figuresAreFollowedWithoutKnowingWhoAsksForThem() {
        noClasses()
                .that()
                .resideInAPackage(ROOT + ".exposure.storage..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(ROOT + ".exposure", ROOT + ".exposure.feed..", "..resource..", "jakarta.ws.rs..")
                .check(CLASSES);
        noClasses()
                .that()
                .resideInAnyPackage(ROOT + ".catalogue..", ROOT + ".graph..", ROOT + ".risk..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(ROOT + ".exposure..")
                .check(CLASSES);
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + ".exposure.feed..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(ROOT + ".exposure.feed..")
                .check(CLASSES);
    }

    @Test
    void entitiesStayInTheirPackage() {
        classes()
                .that()
                .areAnnotatedWith(jakarta.persistence.Entity.class)
                .should()
                .resideInAPackage("..storage..")
                .check(CLASSES);
    }
}
