package health.confidant.fhir.scope;

import static org.assertj.core.api.Assertions.assertThat;

import health.confidant.access.Scope;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.api.Test;

class ScopeMatchTest {
    private static final String CATEGORY = "http://terminology.hl7.org/CodeSystem/observation-category";

    private final Observation laboratory = new Observation()
            .setStatus(Observation.ObservationStatus.FINAL)
            .addCategory(new CodeableConcept().addCoding(new Coding(CATEGORY, "laboratory", null)));

    private static boolean matches(String scope, Resource resource) {
        return ScopeMatch.matches(Scope.parse(scope).orElseThrow(), resource);
    }

    @Test
    void aScopeWithoutQueryIsAboutEveryResource() {
        assertThat(matches("patient/Observation.rs", new Observation())).isTrue();
    }

    @Test
    void aCodeMatchesWithItsSystemOrWithoutAnyAndNeverWithAnother() {
        assertThat(matches("patient/Observation.rs?category=" + CATEGORY + "|laboratory", laboratory))
                .isTrue();
        assertThat(matches("patient/Observation.rs?category=laboratory", laboratory))
                .isTrue();
        assertThat(matches("patient/Observation.rs?category=http://x|laboratory", laboratory))
                .isFalse();
        assertThat(matches("patient/Observation.rs?category=survey,laboratory", laboratory))
                .isTrue();
        assertThat(matches("patient/Observation.rs?category=survey", laboratory))
                .isFalse();
    }

    @Test
    void everyConditionMustHold() {
        assertThat(matches("patient/Observation.rs?category=laboratory&status=final", laboratory))
                .isTrue();
        assertThat(matches("patient/Observation.rs?category=laboratory&status=amended", laboratory))
                .isFalse();
    }

    @Test
    void aCodingAndAMissingElementAreUnderstood() {
        Encounter encounter =
                new Encounter().setClass_(new Coding("http://terminology.hl7.org/CodeSystem/v3-ActCode", "AMB", null));
        assertThat(matches("user/Encounter.rs?class=AMB", encounter)).isTrue();
        assertThat(matches("user/Encounter.rs?class=IMP", encounter)).isFalse();
        assertThat(matches("user/Patient.rs?category=x", new Patient())).isFalse();
        assertThat(matches("user/Observation.rs?category=laboratory", new Observation()))
                .isFalse();
    }
}
