package health.confidant.access;

/**
 * A member of the care team for (owner, track), from a FHIR CareTeam (42 CFR 2.12(c)(3): need in connection with
 * duties).
 */
public record CareTeamFact(Owner owner, Track track, String member, Period period) {}
