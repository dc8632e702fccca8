package health.confidant.access;

/** What an actor is to the program. Policies alone ask for it. */
public enum Role {
    PATIENT,
    INDIVIDUAL_COUNSELOR,
    COUPLES_THERAPIST,
    PRESCRIBER,
    BILLER,
    PRIVACY_OFFICER,
    /** Admits patients: demographics, care teams, couples, scheduling; nothing clinical. */
    INTAKE,
    /** Keeps the directory: practitioners, organisations, locations. */
    OPERATOR,
    /** An outside EHR that exchanges records. */
    EHR,
    PAYER,
    RESEARCHER
}
