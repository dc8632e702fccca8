package health.confidant.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import org.hl7.fhir.r4.model.Reference;
import org.junit.jupiter.api.Test;

class ReferencesTest {
    @Test
    void literalWhenRelativeThenWithoutVersion() {
        assertThat(References.literal(new Reference("Patient/a/_history/3"))).contains("Patient/a");
    }

    @Test
    void literalWhenNotRelativeThenAsWritten() {
        for (String text : new String[] {
            "urn:uuid:8f1c0000-0000-4000-8000-000000000001",
            "Practitioner?identifier=x|1",
            "https://other.example/fhir/Patient/a/_history/3"
        }) {
            assertThat(References.literal(new Reference(text))).contains(text);
        }
    }

    @Test
    void literalWhenContainedOrLogicalThenEmpty() {
        assertThat(References.literal(new Reference("#p"))).isEmpty();
        assertThat(References.literal(new Reference().setDisplay("Ana"))).isEmpty();
    }

    @Test
    void typeWhenLiteralAndTypeDifferThenLiteral() {
        assertThat(References.type(new Reference("Group/g").setType("Patient"))).contains("Group");
        assertThat(References.type(new Reference("Patient?identifier=1"))).contains("Patient");
        assertThat(References.type(new Reference("urn:uuid:1").setType("Group")))
                .contains("Group");
        assertThat(References.type(new Reference("urn:uuid:1"))).isEmpty();
    }
}
