package health.confidant.fhir.label;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import health.confidant.fhir.Refusal;
import org.hl7.fhir.r4.model.*;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NarrativesTest {
    private static Narrative narrative(String body) {
        Narrative narrative = new Narrative().setStatus(Narrative.NarrativeStatus.ADDITIONAL);
        narrative.setDivAsString("<div xmlns=\"http://www.w3.org/1999/xhtml\">" + body + "</div>");
        return narrative;
    }

    private static Composition composition(Narrative text) {
        Composition composition = new Composition();
        composition.addSection().addSection().setText(text);
        return composition;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<p>Seen on <b>Monday</b></p><table><tbody><tr><td>1</td></tr></tbody></table>",
                "<a href=\"https://example.org/a:b\">x</a><a href=\"#part\">y</a><a href=\"Patient/a\">z</a>",
                "<img src=\"data:image/png;base64,AAAA\" alt=\"online\"/>",
                "<p>He typed javascript: into a form</p>"
            })
    void letsPlainNarrativeThrough(String body) {
        assertThatCode(() -> Narratives.check(composition(narrative(body)))).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script>alert(1)</script>",
                "<p><b><script>alert(1)</script></b></p>",
                "<iframe src=\"https://example.org\"></iframe>",
                "<form><input/></form>",
                "<p onclick=\"alert(1)\">x</p>",
                "<p OnMouseOver=\"alert(1)\">x</p>",
                "<a href=\"javascript:alert(1)\">x</a>",
                "<a href=\" JavaScript:alert(1)\">x</a>",
                "<a href=\"java&#10;script:alert(1)\">x</a>",
                "<a href=\"vbscript:x\">x</a>",
                "<img src=\"data:image/svg+xml;base64,AAAA\"/>",
                "<p style=\"background:url(javascript:alert(1))\">x</p>"
            })
    void refusesWhatRuns(String body) {
        assertThatThrownBy(() -> Narratives.check(composition(narrative(body))))
                .isInstanceOf(Refusal.class)
                .hasMessageStartingWith("FHIR-005");
    }

    @Test
    void looksIntoContainedResources() {
        Practitioner inside = new Practitioner();
        inside.setText(narrative("<script>1</script>"));
        Observation outside = new Observation();
        outside.addContained(inside);
        assertThatThrownBy(() -> Narratives.check(outside)).isInstanceOf(Refusal.class);
    }
}
