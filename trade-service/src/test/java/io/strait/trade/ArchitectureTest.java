package io.strait.trade;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameEndingWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.strait.trade");

    private static final DescribedPredicate<JavaClass> STORAGE = simpleNameEndingWith("Store")
            .or(simpleNameEndingWith("Reads"))
            .or(simpleNameEndingWith("Repository"))
            .or(simpleNameEndingWith("Entity"))
            .as("storage");

    private static final String[] CONTAINER_HTTP_AND_SQL = {
        "io.quarkus..",
        "io.smallrye..",
        "io.micrometer..",
        "jakarta..",
        "java.sql..",
        "javax.sql..",
        "io.agroal..",
        "org.hibernate..",
        "org.postgresql..",
        "io.vertx.."
    };

    @Test
    void analysisAndFormatsArePlainJava() {
        noClasses()
                .that()
                .resideInAnyPackage("io.strait.trade.analysis..", "io.strait.trade.ingest.format..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(CONTAINER_HTTP_AND_SQL)
                .check(CLASSES);
    }

    /** A reader and a formula can be used, and read, without the service around them. */
    @Test
    void analysisAndFormatsKnowNoFeature() {
        noClasses()
                .that()
                .resideInAnyPackage("io.strait.trade.analysis..", "io.strait.trade.ingest.format..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.strait.events..",
                        "io.strait.trade.ingest",
                        "io.strait.trade.query..",
                        "io.strait.trade.reference..",
                        "io.strait.trade.problem..")
                .check(CLASSES);
    }

    @Test
    void resourcesReachStorageThroughLogic() {
        noClasses()
                .that()
                .haveSimpleNameEndingWith("Resource")
                .should()
                .dependOnClassesThat(STORAGE)
                .check(CLASSES);
    }

    @Test
    void nothingUsesAResource() {
        noClasses()
                .that()
                .haveSimpleNameNotEndingWith("Resource")
                .should()
                .dependOnClassesThat()
                .haveSimpleNameEndingWith("Resource")
                .check(CLASSES);
    }

    @Test
    void storageKnowsNoHttp() {
        noClasses()
                .that(STORAGE)
                .should()
                .dependOnClassesThat()
                .resideInAPackage("jakarta.ws.rs..")
                .check(CLASSES);
    }

    @Test
    void resourcesKnowNoSql() {
        noClasses()
                .that()
                .haveSimpleNameEndingWith("Resource")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.sql..", "io.agroal..", "jakarta.persistence..")
                .check(CLASSES);
    }

    @Test
    void entitiesStayInTheirPackage() {
        classes()
                .that()
                .areAnnotatedWith(jakarta.persistence.Entity.class)
                .should()
                .bePackagePrivate()
                .check(CLASSES);
    }

    @Test
    void packagesDependOneWay() {
        slices().matching("io.strait.trade.(*)..").should().beFreeOfCycles().check(CLASSES);
        noClasses()
                .that()
                .resideInAnyPackage("io.strait.trade.series..", "io.strait.trade.reference..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.strait.trade.query..", "io.strait.trade.ingest..")
                .check(CLASSES);
    }

    @Test
    void everyEndpointNamesItsRole() {
        methods()
                .that()
                .areAnnotatedWith(GET.class)
                .or()
                .areAnnotatedWith(PUT.class)
                .or()
                .areAnnotatedWith(POST.class)
                .should()
                .beAnnotatedWith(RolesAllowed.class)
                .orShould()
                .beDeclaredInClassesThat()
                .areAnnotatedWith(RolesAllowed.class)
                .check(CLASSES);
    }
}
