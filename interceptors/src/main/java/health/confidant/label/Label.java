package health.confidant.label;

/**
 * A security label that the labeling service may set; {@code system} and {@code code} as HL7 publishes them.
 *
 * <p>Source: terminology.hl7.org v3-Confidentiality, v3-ActCode and v3-ObservationValue. There is no standard code for a SUD counseling
 * note (42 CFR 2.11), so that one is ours.
 */
public enum Label {
    NORMAL(Label.CONFIDENTIALITY, "N"),
    RESTRICTED(Label.CONFIDENTIALITY, "R"),
    VERY_RESTRICTED(Label.CONFIDENTIALITY, "V"),
    PART2(Label.ACT_CODE, "42CFRPart2"),
    SUD(Label.ACT_CODE, "SUD"),
    ETHUD(Label.ACT_CODE, "ETHUD"),
    OPIOIDUD(Label.ACT_CODE, "OPIOIDUD"),
    PSYTHPN(Label.ACT_CODE, "PSYTHPN"),
    SUD_COUNSELING_NOTE("https://confidant.health/fhir/CodeSystem/note-class", "sud-counseling-note"),
    /** Encrypted by its author's device for others' devices: unintelligible to whoever holds no key, this server too. */
    MASKED("http://terminology.hl7.org/CodeSystem/v3-ObservationValue", "MASKED");

    private static final String CONFIDENTIALITY = "http://terminology.hl7.org/CodeSystem/v3-Confidentiality";
    private static final String ACT_CODE = "http://terminology.hl7.org/CodeSystem/v3-ActCode";

    private final String system;
    private final String code;

    Label(String system, String code) {
        this.system = system;
        this.code = code;
    }

    public String system() {
        return system;
    }

    public String code() {
        return code;
    }
}
