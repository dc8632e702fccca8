package health.confidant.cast;

import health.confidant.access.CareTeamFact;
import health.confidant.access.ConsentFact;
import health.confidant.access.CoupleFact;
import health.confidant.access.EmergencyFact;
import health.confidant.access.Facts;
import health.confidant.access.Owner;
import health.confidant.access.Period;
import health.confidant.access.ProvisionId;
import health.confidant.access.Purpose;
import health.confidant.access.StandingFact;
import health.confidant.access.Track;
import health.confidant.label.Label;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** What is true, said step by step. */
public final class Given {
    private final List<CareTeamFact> careTeams = new ArrayList<>();
    private final List<CoupleFact> couples = new ArrayList<>();
    private final List<ConsentFact> consents = new ArrayList<>();
    private final List<EmergencyFact> emergencies = new ArrayList<>();
    private final List<StandingFact> standings = new ArrayList<>();

    public static final Period EXPIRED = new Period(Cast.NOW.minusSeconds(60), Cast.NOW);
    public static final Period TOMORROW = new Period(Cast.NOW.plusSeconds(86_400), Cast.NOW.plusSeconds(172_800));

    private Period period = Period.ALWAYS;

    private Given() {}

    public static Given nothing() {
        return new Given();
    }

    /** Ana and Ben are a couple. */
    public static Given theCouple() {
        return nothing().couple(Cast.ANA).couple(Cast.BEN);
    }

    /** The period of every fact after this. */
    public Given during(Period next) {
        period = next;
        return this;
    }

    public Given couple(Owner partner) {
        couples.add(new CoupleFact(Cast.COUPLE, partner, period));
        return this;
    }

    public Given careTeam(String member, Owner owner, Track track) {
        careTeams.add(new CareTeamFact(owner, track, member, period));
        return this;
    }

    public Given permit(Owner by, String to, Purpose purpose, Track... tracks) {
        return consent(ConsentFact.Effect.PERMIT, by, Set.of(to), Set.of(purpose), Set.of(tracks), Set.of());
    }

    /** A consent to counseling notes and nothing else. */
    public Given permitNotes(Owner by, String to, Purpose purpose, Track... tracks) {
        return consent(
                ConsentFact.Effect.PERMIT,
                by,
                Set.of(to),
                Set.of(purpose),
                Set.of(tracks),
                Set.of(Label.SUD_COUNSELING_NOTE));
    }

    /** A denial to these recipients, or to everybody. */
    public Given deny(Owner by, String... to) {
        return consent(ConsentFact.Effect.DENY, by, Set.copyOf(Arrays.asList(to)), Set.of(), Set.of(), Set.of());
    }

    public Given consent(
            ConsentFact.Effect effect,
            Owner by,
            Set<String> to,
            Set<Purpose> purposes,
            Set<Track> tracks,
            Set<Label> labels) {
        ProvisionId id = new ProvisionId("Consent/" + consents.size() + "#0");
        consents.add(new ConsentFact(id, by, effect, to, purposes, tracks, labels, period));
        return this;
    }

    public Given emergency(String actor, Owner patient) {
        emergencies.add(new EmergencyFact(patient, actor, period));
        return this;
    }

    public Given signed(String holder) {
        standings.add(new StandingFact(holder, StandingFact.Kind.CONFIDENTIALITY, Set.of(), Set.of(), period));
        return this;
    }

    public Given trained(String holder) {
        standings.add(new StandingFact(holder, StandingFact.Kind.TRAINING, Set.of(), Set.of(), period));
        return this;
    }

    public Given agreement(String holder, Purpose purpose, Track... tracks) {
        standings.add(new StandingFact(holder, StandingFact.Kind.AGREEMENT, Set.of(tracks), Set.of(purpose), period));
        return this;
    }

    /** The last consent selects by content: it speaks of what it carved alone. */
    public Given carved() {
        ConsentFact last = consents.remove(consents.size() - 1);
        consents.add(with(last, true, last.exceptions()));
        return this;
    }

    /** The last consent, a permit, becomes an exception to the denial before it. */
    public Given asException() {
        ConsentFact permit = consents.remove(consents.size() - 1);
        ConsentFact denial = consents.remove(consents.size() - 1);
        consents.add(with(denial, denial.carved(), List.of(permit)));
        consents.add(permit);
        return this;
    }

    private static ConsentFact with(ConsentFact fact, boolean carved, List<ConsentFact> exceptions) {
        return new ConsentFact(
                fact.id(),
                fact.patient(),
                fact.effect(),
                fact.recipients(),
                fact.purposes(),
                fact.tracks(),
                fact.labels(),
                fact.period(),
                carved,
                exceptions);
    }

    public Facts facts() {
        return new Facts(careTeams, couples, consents, emergencies, standings);
    }
}
