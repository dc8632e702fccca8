package health.confidant.label;

import static health.confidant.label.Label.ETHUD;
import static health.confidant.label.Label.OPIOIDUD;
import static health.confidant.label.Label.SUD;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requirement 3. */
class SensitiveCodesTest {
    private static final SensitiveCodes CODES = SensitiveCodes.load();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://hl7.org/fhir/sid/icd-10-cm|F12.10",
                "http://hl7.org/fhir/sid/icd-10-cm|F19.239",
                "http://hl7.org/fhir/sid/icd-10-cm|Z71.51",
                "http://hl7.org/fhir/sid/icd-10-cm|Z81.3",
                "http://snomed.info/sct|66214007",
                "http://loinc.org|82667-7",
                "http://www.nlm.nih.gov/research/umls/rxnorm|7243",
                "http://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets|H0015",
                "http://terminology.hl7.org/CodeSystem/HCPCS-all-codes|T1006",
                "https://www.nubc.org/CodeSystem/RevenueCodes|0906"
            })
    void labelsWhenCodeTellsSubstanceUseThenIsSud(String code) {
        assertThat(CODES.labels(Set.of(code))).containsExactly(SUD);
    }

    @ParameterizedTest
    @ValueSource(strings = {"F10.20", "F1020", "f10.20", "K70.30", "Y90.8", "G62.1"})
    void labelsWhenAlcoholThenIsEthudAndSudWithAndWithoutDots(String code) {
        assertThat(CODES.labels(Set.of("http://hl7.org/fhir/sid/icd-10-cm|" + code)))
                .containsExactlyInAnyOrder(SUD, ETHUD);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://hl7.org/fhir/sid/icd-10-cm|F11.20",
                "http://hl7.org/fhir/sid/icd-10-cm|T40.1X1A",
                "http://www.nlm.nih.gov/research/umls/rxnorm|1819",
                "http://snomed.info/sct|75544000"
            })
    void labelsWhenOpioidsThenIsOpioidudAndSud(String code) {
        assertThat(CODES.labels(Set.of(code))).containsExactlyInAnyOrder(SUD, OPIOIDUD);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://hl7.org/fhir/sid/icd-10-cm|F17.210",
                "http://hl7.org/fhir/sid/icd-10-cm|J45.909",
                "http://hl7.org/fhir/sid/icd-10-cm|G62.11",
                "http://terminology.hl7.org/CodeSystem/HCPCS-all-codes|H2037",
                "http://terminology.hl7.org/CodeSystem/v3-ActCode|ALC",
                "http://loinc.org|F10.20",
                "|F10.20"
            })
    void labelsWhenTobaccoAnotherCodeOrAnotherSystemThenIsEmpty(String code) {
        assertThat(CODES.labels(Set.of(code))).isEmpty();
    }

    @Test
    void labelsWhenSeveralCodesThenIsTheirUnion() {
        assertThat(CODES.labels(
                        Set.of("http://hl7.org/fhir/sid/icd-10-cm|F10.1", "http://hl7.org/fhir/sid/icd-10-cm|F11.1")))
                .containsExactlyInAnyOrder(SUD, ETHUD, OPIOIDUD);
    }
}
