package health.confidant.access;

/** A declared emergency: until its end, somebody may read what an emergency opens of one patient (42 CFR 2.51). */
public record EmergencyFact(Owner patient, String actor, Period period) {}
