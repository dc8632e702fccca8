package health.confidant.fhir.session;

import health.confidant.fhir.CodeSystems;
import health.confidant.fhir.References;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import java.util.UUID;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DocumentReference;
import org.hl7.fhir.r4.model.Enumerations.DocumentReferenceStatus;
import org.hl7.fhir.r4.model.InstantType;
import org.hl7.fhir.r4.model.Reference;

/** The acknowledged notice of 42 CFR 2.22: a current DocumentReference of the type npp that names the notice's version. */
public final class Notices {
    private static final String CATEGORIES = "http://terminology.hl7.org/CodeSystem/consentcategorycodes";

    /** @param version a code of our notice-version system */
    public record Acknowledged(String patient, String version) {}

    /** The version that is in force; the page shows its text. */
    public static final String IN_FORCE = "2026-02";

    private Notices() {}

    /** What a patient gives who has read a version of the notice. */
    public static DocumentReference acknowledgement(String patient, String version, Instant when) {
        DocumentReference given = new DocumentReference();
        given.setId("DocumentReference/" + UUID.randomUUID());
        given.setStatus(DocumentReferenceStatus.CURRENT);
        given.getType().addCoding(new Coding(CATEGORIES, "npp", null));
        given.setSubject(new Reference(patient));
        given.setDateElement(new InstantType(Date.from(when)));
        given.addAuthor(new Reference(patient));
        given.addContent()
                .setFormat(new Coding(CodeSystems.NOTICE_VERSION, version, null))
                .getAttachment()
                .setContentType("text/plain; charset=utf-8")
                .setTitle("Notice of Privacy Practices: acknowledged")
                .setData("Read and acknowledged on the page of the notice.".getBytes(StandardCharsets.UTF_8));
        return given;
    }

    public static boolean is(DocumentReference document) {
        return document.getType().hasCoding(CATEGORIES, "npp");
    }

    public static Optional<Acknowledged> of(DocumentReference document) {
        if (!is(document) || document.getStatus() != DocumentReferenceStatus.CURRENT) {
            return Optional.empty();
        }
        Optional<String> patient = References.literal(document.getSubject()).filter(it -> it.startsWith("Patient/"));
        Optional<String> version = document.getContent().stream()
                .map(content -> content.getFormat())
                .filter(format -> CodeSystems.NOTICE_VERSION.equals(format.getSystem()) && format.hasCode())
                .map(format -> format.getCode())
                .findFirst();
        return patient.flatMap(who -> version.map(which -> new Acknowledged(who, which)));
    }
}
