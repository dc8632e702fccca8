package health.confidant.fhir.consent;

import static health.confidant.fhir.consent.TestConsents.deny;
import static health.confidant.fhir.consent.TestConsents.label;
import static health.confidant.fhir.consent.TestConsents.permit;
import static health.confidant.fhir.consent.TestConsents.signed;
import static health.confidant.fhir.consent.TestConsents.tpo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import health.confidant.access.Purpose;
import health.confidant.fhir.CodeSystems;
import health.confidant.fhir.Refusal;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.Consent.ConsentState;
import org.hl7.fhir.r4.model.Consent.ProvisionComponent;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.Reference;
import org.junit.jupiter.api.Test;

class ConsentRulesTest {
    private static List<String> issues(Consent consent) {
        Refusal refusal = catchThrowableOfType(Refusal.class, () -> ConsentRules.check(consent));
        return ((OperationOutcome) refusal.getOperationOutcome())
                .getIssue().stream()
                        .map(OperationOutcome.OperationOutcomeIssueComponent::getDiagnostics)
                        .toList();
    }

    @Test
    void aWholeConsentBecomesActive() {
        assertThatCode(() -> ConsentRules.check(signed(tpo()))).doesNotThrowAnyException();
        assertThatCode(() -> ConsentRules.check(signed(deny("Organization/payer"))))
                .doesNotThrowAnyException();
    }

    @Test
    void whatIsMissingIsNamedWithItsParagraph() {
        Consent consent = signed(tpo()).setDateTime(null).setOrganization(null);
        assertThat(issues(consent))
                .hasSize(3)
                .anyMatch(issue -> issue.startsWith("CONSENT-001 2.31(a)(2):"))
                .anyMatch(issue -> issue.startsWith("CONSENT-001 2.31(a)(9):"));
        assertThat(issues(consent).get(0)).contains("proposed");
    }

    @Test
    void aProposedConsentMayLackAnything() {
        for (ConsentState state : List.of(ConsentState.PROPOSED, ConsentState.DRAFT, ConsentState.INACTIVE)) {
            assertThatCode(() -> ConsentRules.check(new Consent().setStatus(state)))
                    .doesNotThrowAnyException();
        }
    }

    /** Requirement 21. */
    @Test
    void whatPcfDoesNotKnowIsRefused() {
        Map<String, Consumer<ProvisionComponent>> wrong = Map.of(
                "provision.type", root -> root.setType(null),
                "provision.action", root -> root.addAction(new CodeableConcept().setText("use")),
                "provision.actor", root -> root.addActor().setReference(new Reference("Practitioner/x")),
                "provision.purpose", root -> root.addPurpose(new Coding(CodeSystems.ACT_REASON, "HMARKT", null)),
                "provision.securityLabel", root -> label(root, CodeSystems.ACT_CODE, "ALC"),
                "provision.class", root -> root.addClass_(new Coding("urn:oid:1.2", "x", null)),
                "provision: at most", root -> root.addProvision(deny(null).addProvision(deny(null))),
                "provision.provision", root -> root.addProvision(permit("Practitioner/x", Purpose.TREAT)));
        wrong.forEach((element, change) -> {
            ProvisionComponent root = tpo();
            change.accept(root);
            assertThat(issues(signed(root))).as(element).anyMatch(issue -> issue.startsWith("CONSENT-002 " + element));
        });
    }
}
