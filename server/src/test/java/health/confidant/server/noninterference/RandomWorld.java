package health.confidant.server.noninterference;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;

/** More people around the cast: patients, couples, teams, consents and records of all tracks, by whoever keeps them. */
final class RandomWorld {
    private static final List<String> FAMILIES = List.of("Lindqvist", "Menon", "Abara", "Costa", "Novotny");
    private static final List<String> GIVEN = List.of("Maya", "Noor", "Ivo", "Lena", "Tomas");
    private static final List<String> CODES = List.of("F10.20", "F11.20", "F41.1", "J45.909", "F33.1");
    private static final List<String> TESTS = List.of("75626-2", "44249-1", "8867-4");
    private static final List<String> COUNSELORS = List.of("kim", "okafor", "alvarez");
    private static final List<String> THERAPISTS = List.of("lee", "sato");
    private static final List<String> RECIPIENTS =
            List.of("northside-ehr", "harbor-health-plan", "recovery-research", "kim", "okafor", "lee");

    private final Desk desk;
    private final Random random;
    private final List<String> patients = new ArrayList<>();
    private final Map<String, List<String>> counselors = new HashMap<>();

    RandomWorld(Desk desk, Random random) {
        this.desk = desk;
        this.random = random;
    }

    /** Patients that have no login yet. */
    List<String> patients() {
        return List.copyOf(patients);
    }

    void grow() {
        admit(6 + random.nextInt(5));
        pair(patients.size() / 3);
        patients.forEach(this::treat);
        patients.forEach(this::consents);
        bill();
        outside(2);
    }

    private void admit(int number) {
        List<String> papers = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            String patient = "Patient/" + id();
            patients.add(patient);
            papers.add(somebody(patient));
            List<String> team = random.nextInt(4) == 0
                    ? List.of("kim", "alvarez")
                    : List.of(COUNSELORS.get(random.nextInt(COUNSELORS.size())));
            counselors.put(patient, team);
            papers.add(Records.team(id(), "active", "individual", patient, references(team)));
            papers.add(Records.appointment(id(), patient, reference(team.get(0)), day()));
        }
        desk.create(Member.of("rivera"), papers);
        patients.forEach(patient -> desk.create(Member.patient(patient), Records.notice(id(), patient)));
    }

    private void pair(int number) {
        for (int i = 0; i < number; i++) {
            String one = patients.get(2 * i);
            String other = patients.get(2 * i + 1);
            String couple = "Group/" + id();
            String therapist = THERAPISTS.get(random.nextInt(THERAPISTS.size()));
            desk.create(
                    Member.of("rivera"),
                    Records.couple(part(couple), one, other, false),
                    Records.team(id(), "active", "couples", couple, references(List.of(therapist))));
            desk.create(Member.of("novak"), Records.contract(id(), couple, one, other));
            write(therapist, couple);
            write(therapist, one);
        }
    }

    private void consents(String patient) {
        List<String> papers = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            String recipient = RECIPIENTS.get(random.nextInt(RECIPIENTS.size()));
            String track = recipient.equals("harbor-health-plan")
                    ? "billing"
                    : List.of("individual", "individual", "couples").get(random.nextInt(3));
            String end = random.nextInt(4) == 0 ? "2026-04-01" : "2031-03-01";
            papers.add(Records.consent(
                    id(),
                    random.nextInt(5) == 0 ? "inactive" : "active",
                    patient,
                    random.nextInt(4) == 0 ? "deny" : "permit",
                    reference(recipient),
                    track,
                    purpose(recipient),
                    "{\"start\":\"2026-03-01\",\"end\":\"" + end + "\"}"));
        }
        desk.create(Member.patient(patient), papers);
    }

    private void treat(String patient) {
        counselors.get(patient).forEach(login -> write(login, patient));
    }

    /** One member's records about a patient or couple, some with a second version. */
    private void write(String login, String subject) {
        String author = reference(login);
        String encounter = "Encounter/" + id();
        String goal = "Goal/" + id();
        List<String> records = new ArrayList<>();
        records.add(Records.encounter(part(encounter), subject, author, day()));
        records.add(Records.goal(part(goal), subject, author, day()));
        records.add(Records.plan(id(), subject, author, goal, day()));
        records.add(Records.note(id(), subject, author, random.nextInt(3) == 0, day()));
        if (subject.startsWith("Patient/")) {
            records.add(Records.condition(id(), subject, author, encounter, pick(CODES), day()));
            records.add(Records.medication(id(), subject, author, encounter, day()));
        }
        List<String> observations = new ArrayList<>();
        for (int i = random.nextInt(3); i >= 0; i--) {
            observations.add(id());
        }
        String test = pick(TESTS);
        String day = day();
        observations.forEach(id -> records.add(Records.observation(id, subject, author, "preliminary", test, day)));
        desk.create(Member.of(login), records);
        if (random.nextBoolean()) {
            desk.update(
                    Member.of(login), Records.observation(observations.get(0), subject, author, "final", test, day));
        }
    }

    private void bill() {
        List<String> bills = new ArrayList<>();
        String payer = reference("harbor-health-plan");
        for (String patient : patients) {
            if (random.nextInt(3) > 0) {
                String coverage = "Coverage/" + id();
                bills.add(Records.coverage(part(coverage), patient, payer));
                bills.add(Records.claim(id(), patient, coverage, payer, day()));
            }
        }
        desk.create(Member.of("mo"), bills);
    }

    /** An outside system's own patients. */
    private void outside(int number) {
        for (int i = 0; i < number; i++) {
            String patient = "Patient/" + id();
            String encounter = "Encounter/" + id();
            desk.create(
                    Member.of("northside-ehr"),
                    somebody(patient),
                    Records.encounter(part(encounter), patient, reference("kim"), day()),
                    Records.condition(id(), patient, reference("kim"), encounter, pick(CODES), day()),
                    Records.observation(id(), patient, reference("kim"), "final", pick(TESTS), day()));
        }
    }

    private String somebody(String patient) {
        return Records.patient(
                part(patient), pick(FAMILIES), pick(GIVEN), random.nextBoolean() ? "female" : "male", day(1980));
    }

    private List<String> references(List<String> logins) {
        return logins.stream().map(RandomWorld::reference).toList();
    }

    private static String reference(String login) {
        return Member.of(login).actor().reference();
    }

    private static String purpose(String recipient) {
        return Member.of(recipient).purpose().name();
    }

    private static String part(String reference) {
        return reference.substring(reference.indexOf('/') + 1);
    }

    private String pick(List<String> values) {
        return values.get(random.nextInt(values.size()));
    }

    private String day() {
        return day(2026);
    }

    private String day(int year) {
        return "%d-%02d-%02d".formatted(year, 1 + random.nextInt(9), 1 + random.nextInt(28));
    }

    private String id() {
        return new UUID(random.nextLong() & ~0xF000L | 0x4000L, random.nextLong() >>> 2 | 1L << 63).toString();
    }
}
