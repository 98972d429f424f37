package io.strait.trade.ingest.format;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class FormatIsPlainJavaTest {
    @Test
    void readersKnowNoContainerNoHttpAndNoSql() {
        noClasses()
                .that()
                .resideInAPackage("io.strait.trade.ingest.format..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.quarkus..",
                        "jakarta..",
                        "java.sql..",
                        "javax.sql..",
                        "org.postgresql..",
                        "io.vertx..",
                        "io.strait.events..",
                        "io.strait.trade.ingest",
                        "io.strait.trade.problem..")
                .check(new ClassFileImporter()
                        .withImportOption(new ImportOption.DoNotIncludeTests())
                        .importPackages("io.strait.trade.ingest"));
    }
}
