package health.confidant.server.duty;

import health.confidant.enforcement.AccessContext;
import health.confidant.enforcement.Refusals;
import health.confidant.enforcement.WriteRule;
import health.confidant.fhir.References;
import health.confidant.fhir.Tree;
import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.r4.model.Claim;
import org.hl7.fhir.r4.model.ExplanationOfBenefit;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;

/**
 * A claim refers to no note and names nobody else: the partner may be the subscriber of the coverage, and is nothing of
 * the claim (45 CFR 164.502(b); source document).
 */
final class ClaimRule implements WriteRule {
    private static final Set<String> NOTES =
            Set.of("Binary", "Communication", "Composition", "DocumentReference", "Media", "QuestionnaireResponse");
    private static final Set<String> PERSONS = Set.of("Patient", "Group", "RelatedPerson", "Person");

    @Override
    public void check(AccessContext context, Optional<Resource> before, Optional<Resource> after) {
        if (context.source()) {
            return;
        }
        after.filter(Claim.class::isInstance)
                .map(Claim.class::cast)
                .ifPresent(claim -> check(claim, claim.getPatient()));
        after.filter(ExplanationOfBenefit.class::isInstance)
                .map(ExplanationOfBenefit.class::cast)
                .ifPresent(benefit -> check(benefit, benefit.getPatient()));
    }

    private static void check(Resource bill, Reference patient) {
        Tree.of(bill)
                .filter(Reference.class::isInstance)
                .map(Reference.class::cast)
                .forEach(reference -> check(reference, patient));
    }

    private static void check(Reference reference, Reference patient) {
        String type = References.type(reference).orElse("");
        if (NOTES.contains(type)) {
            throw Refusals.unprocessable(
                    "BILLING-001 NOTE", "a claim refers to no note and no message (45 CFR 164.502(b)). Take it out.");
        }
        if (PERSONS.contains(type) && !References.literal(reference).equals(References.literal(patient))) {
            throw Refusals.unprocessable(
                    "BILLING-002 PERSON",
                    "a claim names its patient and nobody else. Who is the subscriber, the Coverage says.");
        }
    }
}
