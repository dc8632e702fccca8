package health.confidant.server.oracle;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Says for one record and one caller whether the rules let them read or change it, by asking each paragraph in turn.
 * Slow, and without a thought for how the server does it.
 */
final class Oracle {
    private final World world;
    private final Directives directives;
    private final List<Held> records;

    Oracle(World world) {
        this.world = world;
        this.directives = new Directives(world);
        this.records = Chart.of(world);
    }

    List<Held> records() {
        return records;
    }

    /** Whether the answer to a read of this record may show it. */
    boolean reads(Seat seat, String purpose, Held record) {
        return seat.may(record.type(), "r") && opens(seat, purpose, record);
    }

    /** Whether a search may find it. */
    boolean finds(Seat seat, String purpose, Held record) {
        return seat.may(record.type(), "s") && opens(seat, purpose, record);
    }

    /** Whether the caller may store another version of it; an encrypted message stands as it was sent (ADR 0065). */
    boolean writes(Seat seat, String purpose, Held record) {
        return !record.message() && enters(seat, purpose, record);
    }

    /** Whether the caller may write where it lies: another version of it or, of messages, another one. */
    boolean enters(Seat seat, String purpose, Held record) {
        return seat.may(record.type(), record.message() ? "c" : "u") && changes(seat, purpose, record);
    }

    /** Whether the caller may write a record like that one, and sees whom it is about. */
    boolean creates(Seat seat, String purpose, Fact.Sheet like) {
        Person caller = world.person(seat.person());
        // 2.11: a counseling note is a professional's own; of an organisation there is none.
        boolean authored = !like.note() || caller.kind() != Kind.EHR;
        return authored
                && seat.may(like.type(), "c")
                && track(seat, caller, like)
                        .map(track -> Chart.sheet(world, like.by(caller.name(), track)))
                        .filter(record -> changes(seat, purpose, record))
                        .isPresent()
                && records.stream()
                        .filter(other ->
                                other.name().equals(like.subject()) || like.to().contains(other.name()))
                        .allMatch(other -> opens(seat, purpose, other))
                && (like.to().isEmpty() || corresponds(seat, caller, like));
    }

    /**
     * ADR 0065: about a patient the patient and the clinicians of the individual team write to each other, about a couple
     * its partners and the couple's team, each to others than themselves; the couple stands for its partners.
     */
    private boolean corresponds(Seat seat, Person caller, Fact.Sheet like) {
        boolean couple = like.subject().startsWith("C");
        String track = couple ? "couples" : "individual";
        Set<String> people = new HashSet<>(couple ? partners(like.subject()) : Set.of(like.subject()));
        world.all(Fact.Team.class)
                .filter(team -> team.subject().equals(like.subject())
                        && team.track().equals(track)
                        && team.active()
                        && team.when().holds())
                .flatMap(team -> team.members().stream())
                .filter(member -> world.person(member).kind().treats())
                .forEach(people::add);
        return people.contains(caller.name())
                && track(seat, caller, like).filter(track::equals).isPresent()
                && like.to().stream()
                        .allMatch(to -> to.equals(like.subject()) && couple
                                || people.contains(to) && !to.equals(caller.name()));
    }

    /** Requirements 31, 34: a track is the portal's, or that of the team that the writer is on; of two, neither. */
    private Optional<String> track(Seat seat, Person caller, Fact.Sheet like) {
        if (!like.track().equals("individual") && !like.track().equals("couples")) {
            return Optional.of(like.track());
        }
        if (like.subject().startsWith("C")) {
            return Optional.of("couples");
        }
        if (!seat.bound().isEmpty()) {
            return Optional.of(seat.bound());
        }
        boolean couples = treats(caller, like.subject(), "couples");
        if (couples && treats(caller, like.subject(), "individual")) {
            return Optional.empty();
        }
        return Optional.of(couples ? "couples" : "individual");
    }

    private boolean changes(Seat seat, String purpose, Held record) {
        if (!opens(seat, purpose, record) || purpose.equals("BTG")) {
            return false;
        }
        Person caller = world.person(seat.person());
        return switch (caller.kind()) {
            // 2.12(c)(3) and the source document: duties on that track, and on the couples track signed and trained.
            case COUNSELOR, THERAPIST, BOTH, PRESCRIBER ->
                (record.track().equals("individual") || record.track().equals("couples"))
                        && treats(caller, record.owner(), record.track())
                        && (!record.note() || record.author().equals(caller.name()))
                        && (record.track().equals("individual") || signedAndTrained(caller));
            case BILLER -> record.track().equals("billing");
            case INTAKE -> record.track().equals("general") || record.track().equals("privacy");
            case OFFICER -> record.track().equals("privacy") || record.track().equals("staff");
            case PATIENT ->
                record.owner().equals(caller.name())
                                && record.source().isEmpty()
                                && (record.track().equals("general")
                                        || record.track().equals("privacy"))
                        // ADR 0065: a patient answers where messages lie.
                        || record.message() && own(caller, record);
            case EHR -> record.source().equals(caller.name());
            case PAYER, RESEARCHER, COURT, ASSOCIATE -> false;
        };
    }

    /**
     * Whether storing it again is accepted: who may write it sees what it refers to, or the reference would be refused as
     * one to nothing (42 CFR 2.13(c)).
     */
    boolean stores(Seat seat, String purpose, Held record, Set<String> refersTo) {
        return writes(seat, purpose, record)
                && records.stream()
                        .filter(other -> refersTo.contains(other.name()))
                        .allMatch(other -> opens(seat, purpose, other));
    }

    private boolean opens(Seat seat, String purpose, Held record) {
        Person caller = world.person(seat.person());
        if (record.track().equals("staff")) {
            return record.owner().equals(caller.name()) || caller.kind() == Kind.OFFICER && purpose.equals("HOPERAT");
        }
        if (!boundTo(seat, record) || !inContext(seat, record)) {
            return false;
        }
        if (purpose.equals("BTG")) {
            return emergency(caller, record);
        }
        return !denied(caller, purpose, record) && granted(seat, caller, purpose, record);
    }

    /** Requirements 32, 35: a portal of one track never shows the other; that of the couple shows no bills. */
    private static boolean boundTo(Seat seat, Held record) {
        boolean couples = record.couples() || record.track().equals("couples");
        return switch (seat.bound()) {
            case "individual" -> !couples;
            case "couples" ->
                !record.track().equals("individual") && !record.track().equals("billing");
            default -> true;
        };
    }

    /** SMART: patient/ scopes are about the patient who signed in, and the couple that they are in. */
    private boolean inContext(Seat seat, Held record) {
        return !seat.scopes().contains("patient/")
                || record.owner().equals(seat.person())
                || record.couples() && isPartner(seat.person(), record.owner());
    }

    /** 2.51, ADR 0030: that patient's individual track and demographics, no counseling note, nothing of the couple. */
    private boolean emergency(Person caller, Held record) {
        return caller.kind().treats()
                && !record.couples()
                && !record.note()
                && (record.track().equals("individual") || record.track().equals("general"))
                && world.all(Fact.Emergency.class)
                        .anyMatch(emergency -> emergency.person().equals(caller.name())
                                && emergency.patient().equals(record.owner()));
    }

    /** 164.522(a), 2.26, 2.33, requirement 22: a denial overrides every permit, with the exceptions of the law. */
    private boolean denied(Person caller, String purpose, Held record) {
        if (purpose.equals("HLEGAL") && ordered(caller, record)) {
            return false; // 2.26(a)(5), 2.61
        }
        boolean partner = caller.kind() == Kind.PATIENT && record.couples() && isPartner(caller.name(), record.owner());
        // 164.530(j): the officer keeps the papers, and has to know whose they are.
        boolean officer = caller.kind() == Kind.OFFICER
                && (record.track().equals("privacy") || record.track().equals("general"));
        return directives
                .denials(caller, purpose, record)
                .filter(denial -> !denial.patient().equals(caller.name()))
                .anyMatch(denial -> denial.named() || !partner && !officer);
    }

    private boolean granted(Seat seat, Person caller, String purpose, Held record) {
        boolean consented = directives.permitted(caller, purpose, record, null);
        if (record.note() && !note(caller, purpose, record, consented)) {
            return false;
        }
        return switch (caller.kind()) {
            case PATIENT -> purpose.equals("PATRQT") && own(caller, record) || consented;
            case COUNSELOR, THERAPIST, BOTH, PRESCRIBER -> clinician(seat, caller, purpose, record, consented);
            // 164.514(d), source document: billing staff see bills and who they are for, clinicians and others no bill.
            case BILLER ->
                purpose.equals("HPAYMT")
                        && !record.couples()
                        && (record.track().equals("billing") || record.type().equals("Patient"));
            case INTAKE ->
                record.track().equals("general")
                        || record.track().equals("privacy")
                        || consented && !record.track().equals("billing");
            case OFFICER ->
                record.track().equals("general")
                        || record.track().equals("privacy")
                        || consented && !record.track().equals("billing");
            // 2.12(d)(2): what it brought is its own; everything else by consent.
            case EHR -> record.source().equals(caller.name()) || consented;
            case PAYER, RESEARCHER -> consented;
            // 2.61, 2.31(d): an order, or a consent for proceedings.
            case COURT -> purpose.equals("HLEGAL") && (consented || ordered(caller, record));
            // 2.11, 2.12(c)(4): what the agreement names.
            case ASSOCIATE ->
                purpose.equals("HPAYMT") && record.track().equals("billing") && !record.couples() && !record.note();
        };
    }

    /** 2.31(b): the originator's use in treatment; else a consent for counseling notes alone, or an order that finds it. */
    private boolean note(Person caller, String purpose, Held record, boolean consented) {
        return purpose.equals("TREAT") && record.author().equals(caller.name()) || consented;
    }

    /** 2.23, 164.524: one's own record, and the couple's while in it. */
    private boolean own(Person caller, Held record) {
        return record.couples()
                ? isPartner(caller.name(), record.owner())
                : record.owner().equals(caller.name());
    }

    private boolean clinician(Seat seat, Person caller, String purpose, Held record, boolean consented) {
        if (record.track().equals("billing")) {
            return false;
        }
        boolean clinical = record.track().equals("individual") || record.track().equals("couples");
        if (!clinical) {
            return consented
                    || purpose.equals("TREAT") && record.track().equals("general") && treatsAtAll(caller, record);
        }
        if (seat.bound().isEmpty() && onBothTeams(caller, record)) {
            return false; // ADR 0032: the portal says which of the two it is.
        }
        if (treats(caller, record.owner(), record.track())) {
            return consented || purpose.equals("TREAT");
        }
        return directives.permitted(caller, purpose, record, record.track());
    }

    private boolean onBothTeams(Person caller, Held record) {
        Set<String> people = record.couples() ? partners(record.owner()) : Set.of(record.owner());
        return people.stream()
                .anyMatch(person -> treats(caller, person, "individual") && treats(caller, person, "couples"));
    }

    /** 2.12(c)(3): on the team of that person or couple for that track; a couple's team serves its partners' too. */
    private boolean treats(Person caller, String owner, String track) {
        return teams(caller)
                .anyMatch(team -> team.track().equals(track)
                        && (team.subject().equals(owner)
                                || track.equals("couples")
                                        && team.subject().startsWith("C")
                                        && isPartner(owner, team.subject())));
    }

    private boolean treatsAtAll(Person caller, Held record) {
        return teams(caller)
                .anyMatch(team -> team.subject().equals(record.owner())
                        || team.track().equals("couples")
                                && team.subject().startsWith("C")
                                && isPartner(record.owner(), team.subject()));
    }

    private java.util.stream.Stream<Fact.Team> teams(Person caller) {
        return world.all(Fact.Team.class)
                .filter(team ->
                        team.active() && team.when().holds() && team.members().contains(caller.name()));
    }

    private boolean signedAndTrained(Person caller) {
        return world.all(Fact.Agreement.class)
                        .anyMatch(paper -> paper.person().equals(caller.name())
                                && paper.when().holds())
                && world.all(Fact.Training.class)
                        .anyMatch(paper -> paper.person().equals(caller.name())
                                && paper.when().holds());
    }

    /** 2.61-2.67, ADR 0025: of one patient, a track, while it lasts; never a counseling note without a finding of 2.63. */
    private boolean ordered(Person caller, Held record) {
        return caller.kind() == Kind.COURT
                && !record.couples()
                && !record.note()
                && world.all(Fact.Order.class)
                        .anyMatch(order -> order.patient().equals(record.owner())
                                && order.track().equals(record.track())
                                && order.when().holds());
    }

    private Set<String> partners(String couple) {
        Fact.Couple pair = directives.couple(couple);
        return java.util.stream.Stream.of(pair.one(), pair.other())
                .filter(partner -> !pair.left().contains(partner))
                .collect(java.util.stream.Collectors.toSet());
    }

    private boolean isPartner(String patient, String couple) {
        return world.all(Fact.Couple.class).anyMatch(pair -> pair.name().equals(couple))
                && partners(couple).contains(patient);
    }
}
