package health.confidant.server.oracle;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/** Draws a world: two couples and a patient that an outside system brought, who treats them, and what they signed. */
final class Draw extends Dice {
    static final List<Person> CAST = List.of(
            new Person("mo", Kind.BILLER),
            new Person("novak", Kind.OFFICER),
            new Person("rivera", Kind.INTAKE),
            new Person("northside-ehr", Kind.EHR),
            new Person("harbor-health-plan", Kind.PAYER),
            new Person("recovery-research", Kind.RESEARCHER),
            new Person("county-court", Kind.COURT),
            new Person("ledger-services", Kind.ASSOCIATE));
    static final String ORGANIZATION = "O0";
    private static final List<String> PATIENTS = List.of("P0", "P1", "P2", "P3");
    private static final List<String> COUNSELORS = List.of("S0", "S1", "S5");
    private static final List<String> THERAPISTS = List.of("S2", "S3");
    private static final List<String> DAYS =
            List.of("2026-03-05", "2026-04-18", "2026-05-02", "2026-06-30", "2026-07-01");

    private final List<Person> people = new ArrayList<>(CAST);
    private final List<Fact> facts = new ArrayList<>();
    private int next;

    private Draw(Random random) {
        super(random);
    }

    static World world(Random random) {
        return new Draw(random).world();
    }

    private World world() {
        PATIENTS.forEach(name -> people.add(new Person(name, Kind.PATIENT)));
        people.add(new Person("X0", Kind.PATIENT));
        List<Kind> staff =
                List.of(Kind.COUNSELOR, Kind.COUNSELOR, Kind.THERAPIST, Kind.THERAPIST, Kind.BOTH, Kind.PRESCRIBER);
        for (int i = 0; i < staff.size(); i++) {
            people.add(new Person("S" + i, staff.get(i)));
            papers("S" + i);
        }
        facts.add(new Fact.Couple("C0", "P0", "P1", Set.of()));
        facts.add(new Fact.Couple("C1", "P2", "P3", chance(2) ? Set.of("P3") : Set.of()));
        PATIENTS.forEach(this::chart);
        List.of("C0", "C1").forEach(this::sessions);
        brought();
        teams();
        DrawnRules rules = new DrawnRules(random, new World(people, List.copyOf(facts)));
        List<String> grantors = new ArrayList<>(PATIENTS);
        grantors.add("X0");
        for (String patient : grantors) {
            for (int i = random.nextInt(5); i > 0; i--) {
                facts.add(rules.directive(name("D"), patient));
            }
        }
        shared(rules);
        measures();
        return new World(people, List.copyOf(facts));
    }

    private void papers(String person) {
        if (!chance(6)) {
            facts.add(new Fact.Agreement(name("A"), person, chance(5) ? some(When.values()) : When.NOW));
        }
        if (!chance(6)) {
            facts.add(new Fact.Training(name("G"), person, chance(5) ? some(When.values()) : When.NOW));
        }
        if (chance(3)) {
            facts.add(new Fact.Post(name("J"), person, ORGANIZATION, some(When.values())));
        }
    }

    private void chart(String patient) {
        String author = some(COUNSELORS);
        for (int i = random.nextInt(3); i >= 0; i--) {
            sheet("Observation", patient, author, "individual", some(Chart.AUDIT_C, Chart.HEART_RATE), false);
        }
        sheet("Condition", patient, some(COUNSELORS), "individual", code(), false);
        sheet("DocumentReference", patient, some(COUNSELORS), "individual", null, chance(2));
        sheet("Appointment", patient, "rivera", "general", null, false);
        String counselor = some(COUNSELORS);
        message(patient, counselor, "individual", patient);
        if (chance(2)) {
            message(patient, patient, "individual", counselor);
        }
        if (!chance(3)) {
            sheet("Coverage", patient, "mo", "billing", null, false);
            sheet("Claim", patient, "mo", "billing", null, false);
        }
    }

    private void sessions(String couple) {
        String author = some(THERAPISTS);
        sheet("Observation", couple, author, "couples", some(Chart.AUDIT_C, Chart.HEART_RATE), false);
        sheet("DocumentReference", couple, author, "couples", null, true);
        sheet("DocumentReference", couple, author, "couples", null, false);
        message(couple, author, "couples", couple);
        if (chance(2)) {
            message(couple, couple.equals("C0") ? "P1" : "P2", "couples", author);
        }
        for (String partner : couple.equals("C0") ? List.of("P0", "P1") : List.of("P2", "P3")) {
            sheet("Observation", partner, author, "couples", Chart.HEART_RATE, false);
            if (chance(2)) {
                sheet("Condition", partner, author, "couples", code(), false);
            }
        }
    }

    private void brought() {
        sheet("Condition", "X0", "northside-ehr", "individual", Chart.ALCOHOL, false);
        sheet("Condition", "X0", "northside-ehr", "individual", Chart.ANXIETY, false);
        sheet("Observation", "X0", "northside-ehr", "individual", Chart.HEART_RATE, false);
        sheet("Observation", "X0", "northside-ehr", "individual", Chart.AUDIT_C, false);
    }

    private void teams() {
        for (String patient : List.of("P0", "P1", "P2", "P3", "X0")) {
            for (int i = random.nextInt(3); i > 0; i--) {
                team(patient, "individual", List.of("S0", "S1", "S4", "S5", "S2", "mo"));
            }
        }
        for (String couple : List.of("C0", "C1")) {
            for (int i = random.nextInt(3); i > 0; i--) {
                team(couple, "couples", List.of("S2", "S3", "S4", "S0"));
            }
        }
    }

    private void team(String subject, String track, List<String> from) {
        Set<String> members = new TreeSet<>(Set.of(some(from)));
        members.add(some(from));
        When when = chance(5) ? some(When.values()) : When.NOW;
        facts.add(new Fact.Team(name("T"), subject, track, members, when, !chance(6)));
    }

    /** Both partners let the same person see what is the couple's: by chance alone they hardly ever would. */
    private void shared(DrawnRules rules) {
        String reader = some("S0", "S1", "S4", "northside-ehr", "recovery-research");
        for (String partner : List.of("P0", "P1", "P2", "P3")) {
            if (!chance(4)) {
                facts.add(rules.shares(name("D"), partner, reader));
            }
        }
    }

    private void measures() {
        for (String patient : PATIENTS) {
            if (chance(3)) {
                String track = some("individual", "general", null);
                String type = track == null ? some("Observation", "Appointment", null) : null;
                facts.add(new Fact.Restriction(name("L"), patient, some("S0", "S1", "S2", "mo"), track, type));
            }
            if (chance(2)) {
                facts.add(new Fact.Emergency(name("E"), some("S1", "S3", "S4", "S5"), patient));
            }
            if (chance(3)) {
                facts.add(new Fact.Order(
                        name("Q"), patient, some("individual", "billing", "couples"), some(When.NOW, When.PAST)));
            }
        }
        Set<String> once = new HashSet<>();
        facts.removeIf(fact -> fact instanceof Fact.Emergency emergency && !once.add(emergency.person()));
    }

    private void sheet(String type, String subject, String author, String track, String code, boolean note) {
        String day = type.equals("Coverage") ? null : some(DAYS);
        facts.add(new Fact.Sheet(name("R"), type, subject, author, track, code, note, day, Set.of()));
    }

    /** @param to a person, or the couple for its partners */
    private void message(String subject, String author, String track, String to) {
        facts.add(new Fact.Sheet(
                name("R"), "Communication", subject, author, track, null, false, some(DAYS), Set.of(to)));
    }

    private String code() {
        return some(Chart.ALCOHOL, Chart.OPIOID, Chart.ANXIETY);
    }

    private String name(String letter) {
        return letter + next++;
    }
}
