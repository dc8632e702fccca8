package health.confidant.fhir.breakglass;

import health.confidant.access.Period;
import health.confidant.breakglass.BreakGlassRight.Review;

/** An emergency as its review Task tells it; references as written. */
public record EmergencyDraft(String patient, String actor, Period period, Review review) {}
