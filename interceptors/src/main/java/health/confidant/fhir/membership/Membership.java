package health.confidant.fhir.membership;

import health.confidant.access.Period;

/**
 * @param party {@code Organization/[id]}, {@code PractitionerRole/[id]} or {@code Group/[id]}
 * @param member {@code Practitioner/[id]}
 */
public record Membership(String party, String member, Period period) {}
