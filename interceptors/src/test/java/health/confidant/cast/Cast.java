package health.confidant.cast;

import health.confidant.access.AccessRequest;
import health.confidant.access.Actor;
import health.confidant.access.Owner;
import health.confidant.access.Purpose;
import health.confidant.access.Role;
import health.confidant.access.Scope;
import health.confidant.access.Track;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** Who there is. Ana and Ben are a couple, Cy is another patient. */
public final class Cast {
    public static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");

    public static final Owner ANA = new Owner(1, Owner.Kind.PATIENT, "Patient/ana");
    public static final Owner BEN = new Owner(2, Owner.Kind.PATIENT, "Patient/ben");
    public static final Owner COUPLE = new Owner(3, Owner.Kind.COUPLE, "Group/ana-ben");
    public static final Owner DIRECTORY = new Owner(4, Owner.Kind.DIRECTORY, "directory");
    public static final Owner CY = new Owner(5, Owner.Kind.PATIENT, "Patient/cy");

    private Cast() {}

    public static Actor patient(Owner patient) {
        return actor(patient.reference(), Role.PATIENT);
    }

    public static Actor counselorKim() {
        return actor("Practitioner/kim", Role.INDIVIDUAL_COUNSELOR);
    }

    public static Actor therapistLee() {
        return actor("Practitioner/lee", Role.COUPLES_THERAPIST);
    }

    public static Actor billerMo() {
        return actor("Practitioner/mo", Role.BILLER);
    }

    public static Actor officerSato() {
        return actor("Practitioner/sato", Role.PRIVACY_OFFICER);
    }

    public static Actor intakeAlvarez() {
        return actor("Practitioner/alvarez", Role.INTAKE);
    }

    public static Actor hospital() {
        return new Actor(
                "Organization/hospital",
                Set.of(Role.EHR),
                "hospital-ehr",
                everything(Scope.Level.SYSTEM),
                Optional.empty(),
                Optional.empty());
    }

    /** A service organisation that reaches what its agreement names. */
    public static Actor ledger() {
        return actor("Organization/ledger", Role.ASSOCIATE);
    }

    public static Actor actor(String reference, Role... roles) {
        return new Actor(
                reference, Set.of(roles), "app", everything(Scope.Level.USER), Optional.empty(), Optional.empty());
    }

    public static Actor at(Track portal, Actor actor) {
        return new Actor(
                actor.reference(), actor.roles(), actor.client(), actor.scopes(), Optional.of(portal), actor.patient());
    }

    /** The actor with these scopes, launched for that patient. */
    public static Actor scoped(Actor actor, Optional<String> patient, Scope... scopes) {
        return new Actor(actor.reference(), actor.roles(), actor.client(), Set.of(scopes), actor.portal(), patient);
    }

    public static AccessRequest asks(Actor actor, Purpose purpose) {
        return new AccessRequest(actor, purpose, NOW);
    }

    private static Set<Scope> everything(Scope.Level level) {
        return Set.of(new Scope(level, "*", Set.of(Scope.Letter.values())));
    }
}
