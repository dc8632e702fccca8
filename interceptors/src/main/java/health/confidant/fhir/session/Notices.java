package health.confidant.fhir.session;

import health.confidant.fhir.CodeSystems;
import health.confidant.fhir.References;
import java.util.Optional;
import org.hl7.fhir.r4.model.DocumentReference;
import org.hl7.fhir.r4.model.Enumerations.DocumentReferenceStatus;

/** The acknowledged notice of 42 CFR 2.22: a current DocumentReference of the type npp that names the notice's version. */
public final class Notices {
    private static final String CATEGORIES = "http://terminology.hl7.org/CodeSystem/consentcategorycodes";

    /** @param version a code of our notice-version system */
    public record Acknowledged(String patient, String version) {}

    private Notices() {}

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
