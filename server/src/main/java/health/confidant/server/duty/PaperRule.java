package health.confidant.server.duty;

import health.confidant.access.Role;
import health.confidant.enforcement.AccessContext;
import health.confidant.enforcement.Refusals;
import health.confidant.enforcement.WriteRule;
import health.confidant.fhir.CodeSystems;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Communication;
import org.hl7.fhir.r4.model.Flag;
import org.hl7.fhir.r4.model.Resource;

/**
 * What the program wrote down stands: the record of an emergency (42 CFR 2.51(c)) and the notices are made by the program
 * alone and changed by nobody; the flag of a reported breach is taken down by the privacy officer.
 */
final class PaperRule implements WriteRule {
    private static final Set<String> PAPERS =
            Set.of("emergency-disclosure", "no-further-disclosure", "notification", "contract-breach");

    @Override
    public void check(AccessContext context, Optional<Resource> before, Optional<Resource> after) {
        boolean program = context.actor().roles().contains(Role.PROGRAM);
        if (program && before.isEmpty() || !isPaper(before) && !isPaper(after)) {
            return;
        }
        boolean flag = before.filter(Flag.class::isInstance).isPresent() && isPaper(before) && isPaper(after);
        if (!flag || !context.actor().roles().contains(Role.PRIVACY_OFFICER)) {
            throw Refusals.unprocessable(
                    "PAPER-001", "the program alone writes this paper, and it stands as it was written.");
        }
    }

    private static boolean isPaper(Optional<Resource> resource) {
        return resource.stream().flatMap(PaperRule::codes).anyMatch(concept -> concept.getCoding().stream()
                .anyMatch(coding ->
                        CodeSystems.PRIVACY_PAPER.equals(coding.getSystem()) && PAPERS.contains(coding.getCode())));
    }

    private static Stream<CodeableConcept> codes(Resource resource) {
        if (resource instanceof Communication message) {
            return message.getCategory().stream();
        }
        return resource instanceof Flag flag ? Stream.of(flag.getCode()) : Stream.empty();
    }
}
