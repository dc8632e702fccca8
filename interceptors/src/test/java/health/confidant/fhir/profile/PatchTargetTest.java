package health.confidant.fhir.profile;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** FHIR R4, 3.1.0.7.1: what an addition of a FHIRPath Patch may name. */
class PatchTargetTest {
    @ParameterizedTest
    @CsvSource({
        "Observation, issued",
        "Observation, value",
        "Observation, valueString",
        "Observation, extension",
        "Observation, contained",
        "Observation.code, coding",
        "Observation.component[0], value",
        "Observation.component[0].code.coding[1], system",
        "Patient.contact[0].name, given",
        "Observation.value, coding",
        "Observation.component.where(code.text = 'a'), vlaue",
        "Nothing, at",
        "Observation.nothing, at",
        "Observation..code, text",
        "'', ''",
    })
    void whatThereIsOrCannotBeToldIsLeft(String path, String name) {
        assertThat(PatchTarget.mayHave(path, name)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "Observation, vlaueString",
        "Observation, ''",
        "Observation.code, valueString",
        "Observation.component[0].code.coding[1], sytem",
        "Observation.issued, value[x]",
        "Patient, component",
    })
    void whatThereIsNotIsTold(String path, String name) {
        assertThat(PatchTarget.mayHave(path, name)).isFalse();
    }
}
