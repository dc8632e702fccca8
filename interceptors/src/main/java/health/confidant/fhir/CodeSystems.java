package health.confidant.fhir;

/** The code systems that more than one feature reads or writes, as published. */
public final class CodeSystems {
    private static final String OURS = "https://confidant.health/fhir/CodeSystem/";
    private static final String HL7 = "http://terminology.hl7.org/CodeSystem/";

    public static final String TRACK = OURS + "track";
    public static final String NOTE_CLASS = OURS + "note-class";
    public static final String GROUP_KIND = OURS + "group-kind";
    public static final String TASK_DETAIL = OURS + "task-detail";
    public static final String PRIVACY_PAPER = OURS + "privacy-paper";
    public static final String REVIEW_FINDING = OURS + "review-finding";
    public static final String NOTICE_VERSION = OURS + "notice-version";
    public static final String STAFF_PAPER = OURS + "staff-paper";
    public static final String ACT_REASON = HL7 + "v3-ActReason";
    public static final String ACT_CODE = HL7 + "v3-ActCode";
    public static final String CONFIDENTIALITY = HL7 + "v3-Confidentiality";
    public static final String PARTICIPATION_TYPE = HL7 + "v3-ParticipationType";

    public static final String RECIPIENT_KIND = OURS + "recipient-kind";
    public static final String TASK_CODE = OURS + "task-code";
    public static final String COURT_ORDER_INPUT = OURS + "court-order-input";
    public static final String RESOURCE_TYPES = "http://hl7.org/fhir/resource-types";
    public static final String LOINC = "http://loinc.org";

    private CodeSystems() {}
}
