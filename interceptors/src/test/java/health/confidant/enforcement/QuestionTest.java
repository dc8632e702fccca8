package health.confidant.enforcement;

import static org.assertj.core.api.Assertions.assertThat;

import health.confidant.enforcement.Question.Named;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QuestionTest {
    private static final String A = "0a6b0000-0000-4000-8000-00000000000a";
    private static final String B = "0a6b0000-0000-4000-8000-00000000000b";

    @ParameterizedTest
    @CsvSource({
        "Patient?_id=A, Patient",
        "Condition?_id=A, Condition",
        "Condition?patient=A, Patient",
        "Condition?patient=Patient/A, Patient",
        "Condition?subject=Patient/A/_history/3, Patient",
        "Condition?subject:Patient=A, Patient",
        "Condition?subject=http://server/fhir/Patient/A, Patient",
        "Observation?encounter=A, ''",
        "Observation?encounter=Encounter/A, Encounter",
        "Patient?_has:Observation:patient:_id=A, ''",
        "Coverage?beneficiary=Patient/A&status=active, Patient",
    })
    void idsAreNamedWhereverTheyStand(String url, String type) {
        assertThat(Question.of(url.replace("A", A)).named()).containsExactly(new Named(type, A, true));
    }

    @Test
    void alternativesAreNamedEach() {
        assertThat(Question.of("Condition?patient=" + A + ",Patient/" + B).named())
                .containsExactly(new Named("Patient", A, false), new Named("Patient", B, false));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Condition",
                "Condition?code=F10.20",
                "Patient?name=maya",
                "Condition?_count=10&_include=Condition:patient",
                "Observation?value-quantity=5.4",
                "Condition?patient=maya",
            })
    void whatIsNoIdNamesNone(String url) {
        assertThat(Question.of(url).named()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "Patient?identifier=s|v, Patient?identifier=s|v, 1",
        "Patient?name=maya&birthdate=1988-04-12&_count=5, Patient?name=maya&birthdate=1988-04-12, 1",
        "Patient?family:exact=Lindqvist, Patient?family:exact=Lindqvist, 1",
        "Claim?identifier=s|v&status=active, Claim?identifier=s|v, 1",
        "Observation?patient.identifier=s|v&code=x, Patient?identifier=s|v, 1",
        "Observation?patient.given=Maya&patient.birthdate=1988-04-12, Patient?given=Maya&birthdate=1988-04-12, 1",
        "Observation?subject:Patient.name:exact=Maya, Patient?name:exact=Maya, 1",
        "Observation?encounter.subject:Patient.family=Li, Patient?family=Li, 1",
        "Patient?_has:Coverage:beneficiary:identifier=s|v, Patient?_has:Coverage:beneficiary:identifier=s|v, 1",
    })
    void marksAreAskedForAlone(String url, String mark, int alternatives) {
        assertThat(Question.of(url).marks()).containsExactly(new AuditSink.Mark(mark, alternatives));
    }

    @Test
    void alternativesOfAMarkAreCounted() {
        assertThat(Question.of("Patient?identifier=s%7Ca,s%7Cb,s%7Cc\\,d").marks())
                .extracting(AuditSink.Mark::alternatives)
                .containsExactly(3);
    }

    @Test
    void twoPersonsOfAChainAreTwo() {
        assertThat(Question.of("Task?patient.name=maya&subject:Patient.name=tomas")
                        .marks())
                .extracting(AuditSink.Mark::url)
                .isEqualTo(List.of("Patient?name=maya", "Patient?name=tomas"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Patient",
                "Patient?gender=female",
                "Patient?_has:Condition:patient:code=F10.20",
                "Condition?patient.gender=male",
                "Practitioner?identifier=s|v",
                "Practitioner?name=kim",
                "Encounter?practitioner.name=kim",
                "Condition?code=F10.20",
            })
    void whatFitsManyOrNobodyOfTheProgramsPatientsIsNoMark(String url) {
        assertThat(Question.of(url).marks()).isEmpty();
    }
}
