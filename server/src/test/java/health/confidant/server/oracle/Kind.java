package health.confidant.server.oracle;

/** What somebody is to the program, with the client that they come by and the purpose that it is registered for. */
enum Kind {
    PATIENT("individual-portal", "PATRQT"),
    COUNSELOR("clinician-app", "TREAT"),
    THERAPIST("clinician-app", "TREAT"),
    /** Counselor and couples therapist in one. */
    BOTH("clinician-app", "TREAT"),
    PRESCRIBER("clinician-app", "TREAT"),
    BILLER("billing-app", "HPAYMT"),
    OFFICER("officer-app", "HOPERAT"),
    INTAKE("intake-app", "HOPERAT"),
    EHR("northside-ehr", "TREAT"),
    PAYER("harbor-health-plan", "HPAYMT"),
    RESEARCHER("recovery-research", "HRESCH"),
    COURT("county-court", "HLEGAL"),
    /** Its agreement, in the demo world, names the billing track for payment. */
    ASSOCIATE("ledger-services", "HPAYMT");

    final String client;
    final String purpose;

    Kind(String client, String purpose) {
        this.client = client;
        this.purpose = purpose;
    }

    boolean treats() {
        return this == COUNSELOR || this == THERAPIST || this == BOTH || this == PRESCRIBER;
    }

    boolean outside() {
        return this == EHR || this == PAYER || this == RESEARCHER || this == COURT;
    }

    String[] roles() {
        return switch (this) {
            case COUNSELOR -> new String[] {"INDIVIDUAL_COUNSELOR"};
            case THERAPIST -> new String[] {"COUPLES_THERAPIST"};
            case BOTH -> new String[] {"INDIVIDUAL_COUNSELOR", "COUPLES_THERAPIST"};
            default -> new String[] {name()};
        };
    }
}
