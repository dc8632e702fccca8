package health.confidant.fhir.contact;

import health.confidant.fhir.CodeSystems;
import health.confidant.fhir.References;
import java.util.Date;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Communication;
import org.hl7.fhir.r4.model.ContactPoint;
import org.hl7.fhir.r4.model.Flag;
import org.hl7.fhir.r4.model.Flag.FlagStatus;
import org.hl7.fhir.r4.model.Reference;

/** A preference for confidential communication, and the means that a message uses. */
public final class Contacts {
    /** Of {@link CodeSystems#PRIVACY_PAPER}. */
    public static final String PAPER = "confidential-communication";

    static final String EXTENSION = "https://confidant.health/fhir/StructureDefinition/contact";

    private static final String MODES = "http://terminology.hl7.org/CodeSystem/v3-ParticipationMode";
    /** Codes of v3-ParticipationMode and the systems of ContactPoint that they use. */
    private static final Map<String, String> MEDIA = Map.of(
            "EMAILWRIT", "email",
            "FAXWRIT", "fax",
            "MAILWRIT", "mail",
            "PHONE", "phone",
            "SMSWRIT", "sms",
            "VIDEOCONF", "url");

    /** @param medium system of a ContactPoint */
    public record Preference(String patient, String medium, String value) {}

    private Contacts() {}

    public static Flag flag(String patient, ContactPoint contact, Date from) {
        Flag flag = new Flag();
        flag.setId("Flag/" + UUID.randomUUID());
        flag.setStatus(FlagStatus.ACTIVE);
        flag.setCode(new CodeableConcept(new Coding(CodeSystems.PRIVACY_PAPER, PAPER, null)));
        flag.setSubject(new Reference(patient));
        flag.getPeriod().setStart(from);
        flag.addExtension(EXTENSION, contact);
        return flag;
    }

    public static Optional<Preference> preference(Flag flag) {
        boolean active =
                flag.getStatus() == FlagStatus.ACTIVE && flag.getCode().hasCoding(CodeSystems.PRIVACY_PAPER, PAPER);
        if (!active
                || !(flag.getExtensionByUrl(EXTENSION) != null
                        && flag.getExtensionByUrl(EXTENSION).getValue() instanceof ContactPoint contact)) {
            return Optional.empty();
        }
        return References.literal(flag.getSubject())
                .filter(patient -> contact.hasSystem() && contact.hasValue())
                .map(patient -> new Preference(patient, contact.getSystem().toCode(), contact.getValue()));
    }

    /** The means by which a message is sent, where it says so with codes that we know. */
    public static Set<String> media(Communication message) {
        return message.getMedium().stream()
                .flatMap(medium -> medium.getCoding().stream())
                .filter(coding -> MODES.equals(coding.getSystem()))
                .flatMap(coding -> Stream.ofNullable(MEDIA.get(coding.getCode())))
                .collect(Collectors.toSet());
    }
}
