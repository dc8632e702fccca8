package health.confidant.fhir.subject;

import health.confidant.fhir.References;
import health.confidant.fhir.couple.Couples;
import health.confidant.fhir.membership.Memberships;
import health.confidant.fhir.standing.StaffPapers;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Binary;
import org.hl7.fhir.r4.model.Communication;
import org.hl7.fhir.r4.model.Group;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Provenance;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;

/**
 * Whose record a resource is (42 CFR 2.11: every record that relates to a patient).
 *
 * <p>Total: a type that is not in the tables, a resource without a subject, and one that names a couple together with
 * anyone else are {@link Subject.None}, but for a message, whose ends the server looks at. Contained resources never change the answer; {@link Contained} judges them.
 */
public final class Subjects {
    private static final Subject NONE = new Subject.None();

    private Subjects() {}

    public static Subject of(Resource resource) {
        if (resource instanceof Patient) {
            return ownId(resource)
                    .<Subject>map(id -> new Subject.Patients(List.of(id)))
                    .orElseGet(Subject.Itself::new);
        }
        if (resource instanceof Group group) {
            return couple(group);
        }
        if (resource instanceof Provenance provenance) {
            return follows(provenance.getTarget());
        }
        if (resource instanceof Binary binary) {
            return follows(List.of(binary.getSecurityContext()));
        }
        if (DirectoryTypes.include(resource) || StaffPapers.holder(resource).isPresent()) {
            return DirectoryTypes.namesAPerson(resource) ? NONE : new Subject.Directory();
        }
        return about(SubjectElements.of(resource).toList(), resource instanceof Communication);
    }

    private static Subject couple(Group group) {
        if (Memberships.isStaff(group) && !DirectoryTypes.namesAPerson(group)) {
            return new Subject.Directory();
        }
        if (!Couples.isCouple(group)) {
            return NONE;
        }
        return ownId(group).<Subject>map(Subject.Couple::new).orElseGet(Subject.Itself::new);
    }

    /** Every target, not the first alone: a Provenance that spans two patients must not land with one of them. */
    private static Subject follows(Collection<Reference> targets) {
        List<String> references = literals(targets.stream());
        boolean allPatients =
                targets.stream().allMatch(target -> References.type(target).equals(Optional.of("Patient")));
        if (references.isEmpty()) {
            return NONE;
        }
        return allPatients ? new Subject.Patients(references) : new Subject.Follows(references);
    }

    /** @param message whether partners may be named beside their couple: they write to each other about it */
    private static Subject about(Collection<Reference> subjects, boolean message) {
        List<String> couples = literals(subjects.stream().filter(reference -> isA("Group", reference)));
        // A bare placeholder may be a patient; whatever it turns out to be, the server resolves it before it stores.
        List<String> patients = literals(subjects.stream()
                .filter(reference ->
                        isA("Patient", reference) || References.type(reference).isEmpty()));
        if (couples.isEmpty()) {
            return patients.isEmpty() ? NONE : new Subject.Patients(patients);
        }
        return couples.size() == 1 && (message || patients.isEmpty())
                ? new Subject.Couple(couples.get(0), patients)
                : NONE;
    }

    private static boolean isA(String type, Reference reference) {
        return References.type(reference).filter(type::equals).isPresent();
    }

    private static List<String> literals(Stream<Reference> references) {
        return references
                .map(References::literal)
                .flatMap(Optional::stream)
                .distinct()
                .toList();
    }

    private static Optional<String> ownId(Resource resource) {
        String id = resource.getIdElement().getValue();
        if (id == null || id.startsWith("urn:")) {
            return Optional.ofNullable(id);
        }
        return Optional.of(resource.fhirType() + "/" + resource.getIdElement().getIdPart());
    }
}
