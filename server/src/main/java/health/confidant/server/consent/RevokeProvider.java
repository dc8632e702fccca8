package health.confidant.server.consent;

import ca.uhn.fhir.jpa.api.dao.IFhirResourceDao;
import ca.uhn.fhir.rest.annotation.IdParam;
import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.annotation.OperationParam;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import health.confidant.access.Scope;
import health.confidant.enforcement.AccessContext;
import health.confidant.enforcement.Refusals;
import health.confidant.fhir.consent.Revocations;
import java.time.Clock;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.StringType;

/**
 * {@code Consent/[id]/$revoke}: takes a consent back, in writing. It becomes inactive, is never deleted, and is out of
 * force when this is committed (42 CFR 2.31(a)(6), (c)(3), 2.33(a)(2)).
 */
public final class RevokeProvider {
    private final IFhirResourceDao<Consent> consents;
    private final Clock clock;

    public RevokeProvider(IFhirResourceDao<Consent> consents, Clock clock) {
        this.consents = consents;
        this.clock = clock;
    }

    @Operation(name = "$revoke", typeName = "Consent")
    public Consent revoke(
            @IdParam IdType id,
            @OperationParam(name = "statement", max = 1) StringType statement,
            RequestDetails request) {
        AccessContext context = AccessContext.of(request);
        if (!context.actor().mayTouch("Consent", Scope.Letter.U)) {
            throw Refusals.scope("Consent", "u");
        }
        Consent consent = consents.read(new IdType("Consent", id.getIdPart()), request);
        if (statement == null || statement.isEmpty()) {
            throw Refusals.invalid(
                    "CONSENT-003",
                    "a revocation is in writing (42 CFR 2.33(a)(2)). Say so in the parameter statement.");
        }
        if (consent.getStatus() != Consent.ConsentState.ACTIVE
                && consent.getStatus() != Consent.ConsentState.PROPOSED) {
            throw Refusals.unprocessable(
                    "CONSENT-004", "the Consent is not in force, so there is nothing to take back.");
        }
        Revocations.revoke(consent, context.actor().reference(), statement.getValue(), clock.instant());
        return (Consent) consents.update(consent, request).getResource();
    }
}
