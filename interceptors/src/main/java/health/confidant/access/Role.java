package health.confidant.access;

import java.util.Set;

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
    RESEARCHER,
    /** A qualified service organisation or business associate: reaches what its agreement names, and nothing else. */
    ASSOCIATE,
    /** The program itself, which keeps its papers on behalf of whoever asks. No account and no client has it. */
    PROGRAM,
    /** A court or a party to proceedings, by order or by a consent for that alone. */
    LEGAL;

    /** Who has duties of diagnosis, treatment or referral (42 CFR 2.12(c)(3)). */
    public static final Set<Role> CLINICIANS = Set.of(INDIVIDUAL_COUNSELOR, COUPLES_THERAPIST, PRESCRIBER);

    /** Who is no part of the program: what they are shown is disclosed (42 CFR 2.11). */
    public static final Set<Role> OUTSIDE = Set.of(EHR, PAYER, RESEARCHER, LEGAL);
}
