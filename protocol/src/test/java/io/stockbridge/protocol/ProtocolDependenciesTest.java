package io.stockbridge.protocol;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ProtocolDependenciesTest {
  private static final JavaClasses PROTOCOL =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPath(Path.of("target", "classes"));

  @Test
  void dependsOnNothingButTheJdkAndCryptography() {
    classes()
        .that()
        .resideInAPackage("io.stockbridge.protocol..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "io.stockbridge.protocol..", "java..", "org.jspecify..", "org.bouncycastle..")
        .because("every service, verifier and tool applies these rules, whatever framework it uses")
        .check(PROTOCOL);
  }

  @Test
  void onlyTheCryptoPackageTouchesTheCryptographyLibrary() {
    noClasses()
        .that()
        .resideOutsideOfPackage("io.stockbridge.protocol.crypto..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.bouncycastle..")
        .because("the library stays replaceable and its pitfalls stay in one place")
        .check(PROTOCOL);
  }

  @Test
  void readsNoClockNoFileAndNoNetwork() {
    noClasses()
        .that()
        .resideInAPackage("io.stockbridge.protocol..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("java.net..", "java.nio.file..", "java.sql..", "java.time.zone..")
        .orShould()
        .callMethod(java.time.Instant.class, "now")
        .orShould()
        .callMethod(System.class, "currentTimeMillis")
        .because("rules are pure: the same input gives the same answer on every attester")
        .check(PROTOCOL);
  }
}
