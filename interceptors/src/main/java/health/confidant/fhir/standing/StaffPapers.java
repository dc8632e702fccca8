package health.confidant.fhir.standing;

import health.confidant.fhir.CodeSystems;
import health.confidant.fhir.References;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Communication;
import org.hl7.fhir.r4.model.Contract;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;

/** Contracts with, and notices to, one practitioner or organisation: papers of the program that are about no patient. */
public final class StaffPapers {
    private static final Set<String> HOLDERS = Set.of("Practitioner", "Organization");
    /** A notice to staff, of {@link CodeSystems#STAFF_PAPER}. */
    public static final String NOTICE = "notice";

    private StaffPapers() {}

    /** Whose paper it is; empty for everything else, and for a paper of several. */
    public static Optional<String> holder(Resource resource) {
        List<Reference> holders =
                Stream.of(resource).flatMap(StaffPapers::holders).toList();
        boolean staff = holders.size() == 1
                && References.type(holders.get(0)).filter(HOLDERS::contains).isPresent();
        return staff ? References.literal(holders.get(0)) : Optional.empty();
    }

    private static Stream<Reference> holders(Resource resource) {
        if (resource instanceof Contract contract) {
            return contract.getSubject().stream();
        }
        boolean notice = resource instanceof Communication message
                && !message.hasSubject()
                && message.getCategory().stream()
                        .anyMatch(category -> category.hasCoding(CodeSystems.STAFF_PAPER, NOTICE));
        return notice ? ((Communication) resource).getRecipient().stream() : Stream.empty();
    }
}
