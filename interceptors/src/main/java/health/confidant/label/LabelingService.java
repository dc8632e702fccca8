package health.confidant.label;

import health.confidant.access.Owner;
import health.confidant.access.Track;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Computes track and labels; nobody else sets a label (HL7 DS4P, "Security Labeling Service").
 *
 * <p>Every record that the program creates about a patient is a Part 2 record, whatever its codes (42 CFR 2.11). What
 * an outside system brings is one too, unless codes say what it is about and none of them is a sensitive one: text, or
 * a record without codes, may hold anything. The codes also refine the sensitivity of both.
 *
 * <p>Requirements 1, 2, 4.
 */
public final class LabelingService {
    /** The code, in our note-class system, by which an author separates a SUD counseling note (42 CFR 2.11). */
    public static final String COUNSELING_NOTE = Label.SUD_COUNSELING_NOTE.code();

    /** LOINC: a payer's letter (explanation of benefits, decision), and what an eligibility inquiry brought. */
    private static final Set<String> BILLING_DOCUMENTS = Set.of("http://loinc.org|52034-6", "http://loinc.org|48768-6");

    /** What a message says of itself when all that it carries is encrypted end to end (RFC 7516). */
    private static final String JOSE = "urn:ietf:bcp:13|application/jose+json";

    private static final Set<String> BILLING = Set.of(
            "Account",
            "ChargeItem",
            "Claim",
            "ClaimResponse",
            "Coverage",
            "CoverageEligibilityRequest",
            "CoverageEligibilityResponse",
            "ExplanationOfBenefit",
            "Invoice",
            "PaymentNotice",
            "PaymentReconciliation");
    private static final Set<String> PRIVACY = Set.of("Consent", "Contract", "Task");
    /** A signed paper that a consent rests on, and an acknowledged notice, lie with the consents, whatever their type. */
    private static final Set<String> SIGNED =
            Set.of("http://loinc.org|59284-0", "http://terminology.hl7.org/CodeSystem/consentcategorycodes|npp");
    /** So do the papers that the program writes about a patient's privacy: notices, records of emergencies, reports. */
    private static final String PRIVACY_PAPER = "https://confidant.health/fhir/CodeSystem/privacy-paper|";
    /** Papers of legal process, for the privacy officer (42 CFR 2.61). */
    private static final String LEGAL = "https://confidant.health/fhir/CodeSystem/legal-document|";

    private static final Set<String> GENERAL = Set.of(
            "Appointment",
            "AppointmentResponse",
            "CareTeam",
            "Group",
            "Patient",
            "Person",
            "RelatedPerson",
            "Schedule",
            "Slot");

    /** Types of which a code says what the record is about. */
    private static final Set<String> CODED = Set.of(
            "AllergyIntolerance",
            "Condition",
            "FamilyMemberHistory",
            "Immunization",
            "MedicationAdministration",
            "MedicationDispense",
            "MedicationRequest",
            "MedicationStatement",
            "Observation",
            "Procedure");

    /** The second: what a record says by naming a medicine counts. */
    private static final String RULES = ", rules 2";

    private final SensitiveCodes codes;

    public LabelingService() {
        this(SensitiveCodes.load());
    }

    /** By another list of codes, in the form of the guide's. */
    public LabelingService(List<String> codes) {
        this(SensitiveCodes.of(codes));
    }

    /**
     * Version and digest of the list of codes, and of the rules that go by it; another one means that what is stored must
     * be labelled again.
     */
    public String valueSet() {
        return codes.version() + RULES;
    }

    LabelingService(SensitiveCodes codes) {
        this.codes = codes;
    }

    /** Never fails for want of a fact: a note of an unknown author gets no author, and so no reader. */
    public Classification classify(ResourceTraits traits) {
        if (traits.owner() == Owner.Kind.DIRECTORY) {
            return new Classification(Track.GENERAL, Set.of(Label.NORMAL), traits.source(), "");
        }
        Set<Label> labels = EnumSet.noneOf(Label.class);
        labels.addAll(codes.labels(traits.codes()));
        // A consent that speaks of counseling notes is no counseling note.
        boolean note = traits.noteClasses().contains(COUNSELING_NOTE) && !PRIVACY.contains(traits.type());
        if (note) {
            labels.addAll(Set.of(Label.SUD_COUNSELING_NOTE, Label.PSYTHPN));
        }
        boolean harmless = !traits.source().isEmpty()
                && CODED.contains(traits.type())
                && !traits.codes().isEmpty();
        if (!harmless || !labels.isEmpty()) {
            labels.add(Label.PART2);
        }
        labels.add(confidentiality(labels, note));
        if (traits.type().equals("Communication") && traits.codes().contains(JOSE)) {
            labels.add(Label.MASKED);
        }
        String author = note ? traits.authors().stream().findFirst().orElse("") : "";
        return new Classification(track(traits), labels, traits.source(), author);
    }

    /** A paper of staff, or of an organisation that serves the program: for its holder and who keeps such papers. */
    public Classification staffPaper(String holder, String source) {
        return new Classification(Track.PRIVACY, Set.of(Label.RESTRICTED), source, holder);
    }

    /**
     * What codes say of substance use, whoever's they are.
     *
     * @param coded {@code system|code} each
     */
    public Set<Label> sensitive(Set<String> coded) {
        return codes.labels(coded);
    }

    private static Label confidentiality(Set<Label> labels, boolean note) {
        if (note) {
            return Label.VERY_RESTRICTED;
        }
        return labels.isEmpty() ? Label.NORMAL : Label.RESTRICTED;
    }

    private static boolean isPrivacyPaper(ResourceTraits traits) {
        return PRIVACY.contains(traits.type())
                || traits.codes().stream()
                        .anyMatch(code ->
                                SIGNED.contains(code) || code.startsWith(PRIVACY_PAPER) || code.startsWith(LEGAL));
    }

    private static Track track(ResourceTraits traits) {
        if (BILLING.contains(traits.type())
                || traits.type().equals("DocumentReference")
                        && BILLING_DOCUMENTS.stream().anyMatch(traits.codes()::contains)) {
            return Track.BILLING;
        }
        if (isPrivacyPaper(traits)) {
            return Track.PRIVACY;
        }
        if (GENERAL.contains(traits.type())) {
            return Track.GENERAL;
        }
        if (traits.owner() == Owner.Kind.COUPLE) {
            return Track.COUPLES;
        }
        return traits.track()
                .filter(track -> track == Track.COUPLES || track == Track.INDIVIDUAL)
                .orElse(Track.INDIVIDUAL);
    }
}
