package health.confidant.access;

/** The policies by name, each with its legal basis. */
public enum PolicyId {
    SCOPE("SMART App Launch 2.2: scopes only narrow what the person may do"),
    SELF("42 CFR 2.23; 45 CFR 164.524: a patient's access to their own records"),
    CARE_TEAM("42 CFR 2.12(c)(3): need in connection with duties of diagnosis, treatment or referral"),
    TRACK("source document: individual and couples records never mix; 42 CFR 2.13(a)"),
    CONSENT("42 CFR 2.31, 2.33: written consent; IHE PCF"),
    PART2("42 CFR 2.13(a), 2.32: no disclosure of a Part 2 record outside the program without consent"),
    COUNSELING_NOTE("42 CFR 2.31(b): SUD counseling notes, originator only"),
    BILLING("source document; 45 CFR 164.514(d): billing apart from clinical"),
    SOURCE("42 CFR 2.12(d)(2): a lawful holder keeps what it brought"),
    DIRECTORY("45 CFR 164.514(d): the directory holds no patient information"),
    INTAKE("45 CFR 164.514(d)(2): role-based minimum necessary; admission sees demographics and scheduling"),
    PRIVACY("source document; 45 CFR 164.530(a): the privacy officer"),
    BREAK_GLASS("42 CFR 2.51; 45 CFR 164.312(a)(2)(ii): what a declared emergency opens"),
    TRAINING("source document; 45 CFR 164.530(b): who writes on the couples track has signed and is trained"),
    AGREEMENT("42 CFR 2.11, 2.12(c)(4); 45 CFR 164.504(e): a service organisation reaches what its agreement names"),
    PROGRAM("42 CFR 2.51(c); 45 CFR 164.522(a)(3): the program keeps its own papers");

    private final String basis;

    PolicyId(String basis) {
        this.basis = basis;
    }

    public String basis() {
        return basis;
    }
}
