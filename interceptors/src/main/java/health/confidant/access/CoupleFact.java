package health.confidant.access;

/** One partner's membership of a couple, from a FHIR Group. */
public record CoupleFact(Owner couple, Owner partner, Period period) {}
