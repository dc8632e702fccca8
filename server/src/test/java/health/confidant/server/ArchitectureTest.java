package health.confidant.server;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.rest.server.interceptor.consent.ConsentInterceptor;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import health.confidant.access.Actor;
import health.confidant.access.Role;
import health.confidant.server.database.SystemScope;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;

/** What the server may do, and where. */
class ArchitectureTest {
    /** Who enters the system scope; each one has its reason in {@link SystemScope.Work}. */
    private static final Set<String> ENTERS = Set.of(
            "health.confidant.server.audit.SoughtPatients",
            "health.confidant.server.fhir.Reindexing",
            "health.confidant.server.segment.Products",
            "health.confidant.server.segment.StoredRows",
            "health.confidant.server.segment.Relabeling",
            "health.confidant.server.segment.Relocation",
            "health.confidant.server.canary.Canary",
            "health.confidant.server.atrest.AtRestCheck",
            "health.confidant.server.atrest.Renewal",
            "health.confidant.server.retention.RetentionCases",
            "health.confidant.server.shred.OwnerRows");

    private static final JavaClasses MAIN = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("health.confidant.server");
    private static final JavaClasses TESTS = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.ONLY_INCLUDE_TESTS)
            .importPackages("health.confidant.server");

    @Test
    void theSystemScopeIsEnteredWhereWeSaid() {
        Set<String> entering = MAIN.stream()
                .flatMap(type -> type.getMethodCallsFromSelf().stream())
                .filter(call -> call.getTargetOwner().isEquivalentTo(SystemScope.class)
                        && Set.of("run", "within").contains(call.getName()))
                .map(call -> call.getOriginOwner().getName())
                .collect(Collectors.toSet());
        assertThat(entering).isEqualTo(ENTERS);
    }

    /** What is not in the byte code: the role's name, as a constant or as text in a statement. */
    @Test
    void theSystemRoleIsNamedByTheDoorAlone() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            Set<String> naming = files.filter(file -> file.toString().endsWith(".java"))
                    .filter(ArchitectureTest::namesTheSystemRole)
                    .map(file -> file.getFileName().toString())
                    .collect(Collectors.toSet());
            assertThat(naming)
                    .isEqualTo(Set.of(
                            "Roles.java",
                            "RowLevelSecurity.java",
                            "Scope.java",
                            "SystemScope.java",
                            "ScopedTransactionService.java"));
        }
    }

    private static boolean namesTheSystemRole(Path file) {
        try {
            String text = Files.readString(file).replaceAll("(?s)/\\*.*?\\*/|//[^\n]*", "");
            return text.contains("confidant_system") || text.matches("(?s).*\\b(Roles|Scope)\\.SYSTEM\\b.*");
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void consentIsNeverSkipped() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .areAssignableTo(ConsentInterceptor.class)
                .because("skipAllConsentForRequest() is public")
                .check(MAIN);
    }

    @Test
    void noHooksHere() {
        ArchRuleDefinition.noMethods().should().beAnnotatedWith(Hook.class).check(MAIN);
    }

    @Test
    void rolesAreAskedForInPoliciesAlone() {
        noClasses().should().callMethod(Actor.class, "is", Role.class).check(MAIN);
    }

    @Test
    void noOtherFhirVersionThanR4() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.hl7.fhir.dstu2..",
                        "org.hl7.fhir.dstu2016may..",
                        "org.hl7.fhir.dstu3..",
                        "org.hl7.fhir.r4b..",
                        "org.hl7.fhir.r5..")
                .check(MAIN);
    }

    @Test
    void namesSayWhatAClassIs() {
        noClasses().should().haveNameMatching(".*(Utils?|Helper|Manager|Impl)").check(MAIN);
        noClasses().should().haveNameMatching(".*(Utils?|Helper|Manager|Impl)").check(TESTS);
    }

    @Test
    void nothingIsInjectedIntoFields() {
        noFields()
                .should()
                .beAnnotatedWith(Autowired.class)
                .orShould()
                .beAnnotatedWith(Value.class)
                .orShould()
                .beAnnotatedWith("jakarta.inject.Inject")
                .orShould()
                .beAnnotatedWith("jakarta.annotation.Resource")
                .orShould()
                .beAnnotatedWith("jakarta.persistence.PersistenceContext")
                .check(MAIN);
    }

    @Test
    void testsAreNamedSoThatTheyRun() {
        classes().should(new TestNames()).check(TESTS);
    }

    @Test
    void everyPackageSaysWhatItIsFor() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            List<Path> silent = files.filter(file -> file.toString().endsWith(".java"))
                    .map(Path::getParent)
                    .distinct()
                    .filter(folder -> !Files.exists(folder.resolve("package-info.java")))
                    .toList();
            assertThat(silent).isEmpty();
        }
    }

    private static final class TestNames extends ArchCondition<JavaClass> {
        private static final Set<String> TEST = Set.of("Test", "ParameterizedTest", "RepeatedTest", "TestFactory");

        private TestNames() {
            super("end in Test or IT if they hold tests");
        }

        @Override
        public void check(JavaClass type, ConditionEvents events) {
            boolean tests = type.getMethods().stream()
                    .flatMap(method -> method.getAnnotations().stream())
                    .anyMatch(
                            annotation -> TEST.contains(annotation.getRawType().getSimpleName()));
            if (tests && !type.getSimpleName().matches(".*(Test|IT)")) {
                events.add(SimpleConditionEvent.violated(type, type.getName() + " holds tests and never runs"));
            }
        }
    }
}
