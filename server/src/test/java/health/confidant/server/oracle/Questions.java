package health.confidant.server.oracle;

import health.confidant.server.noninterference.Reception;
import health.confidant.server.oracle.Question.Way;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** Draws who asks for what: half of the time something that the oracle opens, so that refusals are tried as often. */
final class Questions {
    private static final Set<String> WRITABLE =
            Set.of("Observation", "Condition", "Appointment", "Coverage", "Consent", "Communication");
    private static final Set<String> CREATABLE =
            Set.of("Observation", "Condition", "DocumentReference", "Appointment", "Coverage", "Communication");
    private static final List<String> TYPES = List.of(
            "Observation",
            "Condition",
            "DocumentReference",
            "Consent",
            "Appointment",
            "CareTeam",
            "Coverage",
            "Communication");
    private static final List<Way> WAYS = List.of(
            Way.READ,
            Way.READ,
            Way.READ,
            Way.READ,
            Way.READ,
            Way.READ,
            Way.HISTORY,
            Way.SEARCH,
            Way.SEARCH,
            Way.CHART,
            Way.CHART,
            Way.COUNT,
            Way.COUNT,
            Way.HAS,
            Way.EVERYTHING,
            Way.WRITE,
            Way.WRITE,
            Way.WRITE,
            Way.CREATE,
            Way.CREATE);

    private final Random random;
    private final World world;
    private final Oracle oracle;
    private final List<Seat> seats = new ArrayList<>();

    Questions(Random random, World world, Oracle oracle) {
        this.random = random;
        this.world = world;
        this.oracle = oracle;
        world.people().forEach(this::seat);
    }

    private void seat(Person person) {
        add(person, person.kind().client);
        if (person.kind() == Kind.PATIENT) {
            add(person, "couples-portal");
            add(person, "messages-individual");
            add(person, "messages-couples");
        }
        if (person.kind().treats()) {
            add(person, "messages-clinician-individual");
            add(person, "messages-clinician-couples");
        }
        if (person.kind() == Kind.BOTH) {
            add(person, "clinician-individual");
            add(person, "clinician-couples");
        }
        if (person.name().equals("S0")) {
            seats.add(new Seat("S0", person.kind(), person.kind().client, "user/Observation.rs user/Patient.rs"));
        }
        if (person.name().equals("S2")) {
            seats.add(new Seat("S2", person.kind(), person.kind().client, "user/DocumentReference.rs user/Group.r"));
        }
    }

    private void add(Person person, String client) {
        seats.add(new Seat(person.name(), person.kind(), client, Reception.scopes(client)));
    }

    List<Seat> seats() {
        return List.copyOf(seats);
    }

    Question draw() {
        Seat seat = some(seats);
        String purpose = seat.kind().treats() && chance(6) ? "BTG" : seat.kind().purpose;
        Way way = some(WAYS);
        return switch (way) {
            case READ, HISTORY -> record(seat, purpose, way, oracle.records());
            case WRITE ->
                record(
                        seat,
                        purpose,
                        way,
                        oracle.records().stream()
                                .filter(held -> WRITABLE.contains(held.type()))
                                .filter(held -> !adopts(seat, purpose, held))
                                .toList());
            case CREATE -> creation(seat, purpose);
            case SEARCH, COUNT -> new Question(seat, purpose, way, some(TYPES), null);
            case CHART -> new Question(seat, purpose, way, some(TYPES), patient());
            case HAS ->
                new Question(seat, purpose, way, "Patient", some(List.of(Chart.ALCOHOL, Chart.OPIOID, Chart.ANXIETY)));
            case EVERYTHING -> new Question(seat, purpose, way, "Patient", patient());
        };
    }

    private Question record(Seat seat, String purpose, Way way, List<Held> from) {
        List<Held> open = from.stream()
                .filter(held ->
                        way == Way.WRITE ? oracle.writes(seat, purpose, held) : oracle.reads(seat, purpose, held))
                .toList();
        Held record = some(open.isEmpty() || chance(2) ? from : open);
        return new Question(seat, purpose, way, record.type(), record.name());
    }

    private Question creation(Seat seat, String purpose) {
        List<Fact.Sheet> from = world.all(Fact.Sheet.class)
                .filter(sheet -> CREATABLE.contains(sheet.type()))
                .toList();
        List<Fact.Sheet> open = from.stream()
                .filter(sheet -> oracle.creates(seat, purpose, sheet))
                .toList();
        Fact.Sheet like = some(open.isEmpty() || chance(2) ? from : open);
        return new Question(seat, purpose, Way.CREATE, like.type(), like.name());
    }

    /** What another system brought becomes the program's when somebody here stores it, and the world is not the same any more. */
    private boolean adopts(Seat seat, String purpose, Held held) {
        return !held.source().isEmpty() && !held.source().equals(seat.person()) && oracle.writes(seat, purpose, held);
    }

    private String patient() {
        return some(world.people().stream()
                        .filter(person -> person.kind() == Kind.PATIENT)
                        .toList())
                .name();
    }

    private boolean chance(int in) {
        return random.nextInt(in) == 0;
    }

    private <T> T some(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }
}
