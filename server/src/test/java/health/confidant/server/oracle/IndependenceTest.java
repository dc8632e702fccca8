package health.confidant.server.oracle;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import health.confidant.server.TestServer;
import health.confidant.server.noninterference.Ground;
import health.confidant.server.noninterference.Reception;
import health.confidant.server.noninterference.Records;
import health.confidant.server.threat.Answer;
import org.junit.jupiter.api.Test;

/** The oracle is worth something as long as it knows nothing of what it judges. */
class IndependenceTest {
    /** What brings the policies in, to be judged: nothing of the oracle knows these. */
    private static final Class<?>[] JUDGED = {Judged.class, PoliciesAgainstOracleTest.class, IndependenceTest.class};

    @Test
    void theOracleKnowsNothingOfTheServerButItsDoors() {
        classes()
                .that()
                .resideInAPackage("health.confidant.server.oracle")
                .and()
                .doNotBelongToAnyOf(JUDGED)
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(
                                "java..", "com.fasterxml.jackson..", "org.junit..", "org.assertj..", "com.tngtech..")
                        .or(resideInAPackage("health.confidant.server.oracle").and(not(belongToAnyOf(JUDGED))))
                        .or(belongToAnyOf(
                                TestServer.class, Ground.class, Reception.class, Records.class, Answer.class)))
                .check(new ClassFileImporter().importPackages("health.confidant.server.oracle"));
    }
}
