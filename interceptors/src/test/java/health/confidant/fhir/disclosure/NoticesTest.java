package health.confidant.fhir.disclosure;

import static org.assertj.core.api.Assertions.assertThat;

import health.confidant.access.ProvisionId;
import health.confidant.disclosure.ConsentCopy;
import health.confidant.disclosure.Notice;
import java.util.List;
import org.hl7.fhir.r4.model.Annotation;
import org.hl7.fhir.r4.model.Observation;
import org.junit.jupiter.api.Test;

class NoticesTest {
    private static final ConsentCopy COPY =
            new ConsentCopy(new ProvisionId("Consent/a#0"), "Patient/ana", 10, "Consent/a", 3, "It covers something.");

    @Test
    void anAnswerCarriesTheNoticeTheScopeAndTheBar() {
        Observation answer = new Observation();
        Notices.attach(answer, Notice.STATEMENT_1, List.of(COPY));
        Annotation shown =
                (Annotation) answer.getMeta().getExtensionByUrl(Notices.DISPLAY).getValue();
        assertThat(shown.getText()).isEqualTo(Notice.STATEMENT_1.text());
        assertThat(answer.getMeta().getExtensionString(Notices.SCOPE))
                .isEqualTo("Consent/a/_history/3 It covers something.");
        assertThat(answer.getMeta().getSecurity()).extracting("code").containsExactly("NORDSCLCD");
    }

    @Test
    void theBarIsThereOnce() {
        Observation disclosed = new Observation();
        Notices.bar(disclosed);
        Notices.bar(disclosed);
        assertThat(disclosed.getMeta().getSecurity()).hasSize(1);
    }

    @Test
    void headersAreShortAndNameTheConsent() {
        assertThat(Notices.headers(List.of(COPY)))
                .containsEntry("X-Part2-Notice", Notice.STATEMENT_2.text())
                .containsEntry("X-Part2-Consent", "Consent/a/_history/3");
    }
}
