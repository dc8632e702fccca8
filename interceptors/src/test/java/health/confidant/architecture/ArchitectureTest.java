package health.confidant.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import health.confidant.Policies;
import health.confidant.access.Actor;
import health.confidant.access.Policy;
import health.confidant.label.Label;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Which room may know which; style guide 3.1. */
class ArchitectureTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("health.confidant");
    private static final String[] ADAPTERS = {"..fhir..", "..enforcement..", "health.confidant.ig.."};

    @Test
    void importWhenAskedThenFindsTheRooms() {
        assertThat(CLASSES.contain(Policy.class) && CLASSES.contain(Policies.class))
                .isTrue();
    }

    @Test
    void coreKnowsJavaAndItselfAlone() {
        classes()
                .that()
                .resideOutsideOfPackages(ADAPTERS)
                .should()
                .onlyDependOnClassesThat(
                        resideInAnyPackage("java..", "health.confidant..").and(not(resideInAnyPackage(ADAPTERS))))
                .check(CLASSES);
    }

    @Test
    void accessKnowsLabelsAlone() {
        classes()
                .that()
                .resideInAPackage("health.confidant.access")
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage("java..", "health.confidant.access")
                        .or(assignableTo(Label.class))
                        .or(not(resideInAnyPackage("health.confidant.."))))
                .check(CLASSES);
    }

    @Test
    void policiesDoNotKnowEachOther() {
        Set<String> rooms = policies().stream().map(JavaClass::getPackageName).collect(Collectors.toSet());
        assertThat(rooms).hasSameSizeAs(Policies.all());
        for (String room : rooms) {
            noClasses()
                    .that()
                    .resideInAPackage(room)
                    .should()
                    .dependOnClassesThat(resideInAnyPackage(
                            rooms.stream().filter(other -> !other.equals(room)).toArray(String[]::new)))
                    .check(CLASSES);
        }
    }

    @Test
    void policiesKeepNoState() {
        fields().that()
                .areDeclaredInClassesThat(assignableTo(Policy.class))
                .should()
                .beStatic()
                .andShould()
                .beFinal()
                .check(CLASSES);
    }

    @Test
    void nobodyButPoliciesAsksForRoles() {
        String[] rooms = policies().stream().map(JavaClass::getPackageName).toArray(String[]::new);
        for (String method : List.of("is", "isAny")) {
            noClasses()
                    .that()
                    .resideOutsideOfPackages(rooms)
                    .should()
                    .callMethodWhere(target(owner(assignableTo(Actor.class))).and(target(name(method))))
                    .check(CLASSES);
        }
    }

    @Test
    void hooksAreInEnforcementAlone() {
        methods()
                .that()
                .areAnnotatedWith("ca.uhn.fhir.interceptor.api.Hook")
                .should()
                .beDeclaredInClassesThat()
                .resideInAPackage("..enforcement..")
                .check(CLASSES);
    }

    @Test
    void nobodyReadsAClock() {
        noClasses()
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(Clock.class, "systemUTC")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .check(CLASSES);
    }

    @Test
    void namesSayWhatThingsAre() {
        noClasses().should().haveNameMatching(".*(Utils?|Helper|Manager|Impl)$").check(CLASSES);
    }

    @Test
    void fieldsThatAreSharedDoNotChange() {
        fields().that().areStatic().should().beFinal().check(CLASSES);
    }

    @Test
    void testsAreNamedSoThatTheyRun() {
        JavaClasses tests = new ClassFileImporter()
                .withImportOption(new ImportOption.OnlyIncludeTests())
                .importPackages("health.confidant");
        for (String annotation : List.of("org.junit.jupiter.api.Test", "net.jqwik.api.Property")) {
            methods()
                    .that()
                    .areAnnotatedWith(annotation)
                    .should()
                    .beDeclaredInClassesThat()
                    .haveNameMatching(".*(Test|IT)")
                    .check(tests);
        }
    }

    @Test
    void everyPackageSaysWhatItIsFor() {
        List<String> silent = CLASSES.stream()
                .map(JavaClass::getPackage)
                .distinct()
                .map(JavaPackage::getName)
                .filter(room -> !room.startsWith("health.confidant.ig"))
                .filter(room -> !hasPackageInfo(room))
                .toList();

        assertThat(silent).isEmpty();
    }

    /** The compiler writes no class for a package-info that has a comment alone, so the source is looked for. */
    private static boolean hasPackageInfo(String room) {
        return Files.exists(Path.of("src/main/java", room.replace('.', '/'), "package-info.java"));
    }

    private static List<JavaClass> policies() {
        return CLASSES.stream()
                .filter(type -> !type.isInterface() && type.isAssignableTo(Policy.class))
                .toList();
    }
}
