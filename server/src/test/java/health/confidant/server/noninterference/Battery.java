package health.confidant.server.noninterference;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.UUID;

/** Random requests of every kind that the server answers, about records that are seen, hidden and made up. */
final class Battery {
    private static final List<String> SORTS = List.of("_id", "-_id", "_lastUpdated", "-_lastUpdated");
    private static final List<String> TYPES =
            List.of("Patient", "Condition", "Observation", "Encounter", "DocumentReference", "Consent", "Claim");

    private final Random random;
    private final List<Shape> shapes;
    private final List<String> seen;
    private final List<String> references;
    /** In segments that the caller does not see: nothing may be written about them, nor told. */
    private final List<String> hidden;
    /** Ids of events that the log holds already, of anybody's. */
    private final List<String> records;

    private final Instant before;

    /** @param shapes mostly asked about */
    Battery(
            Random random,
            List<Shape> shapes,
            List<String> seen,
            List<String> references,
            List<String> hidden,
            List<String> records,
            Instant before) {
        this.random = random;
        this.shapes = shapes.isEmpty() ? Shape.ALL : shapes;
        this.seen = seen;
        this.references = references;
        this.hidden = hidden;
        this.records = records;
        this.before = before;
    }

    List<Question> draw(int number) {
        List<Question> questions = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            questions.add(draw());
        }
        return questions;
    }

    private Question draw() {
        int kind = random.nextInt(22);
        return switch (kind) {
            case 0 -> Question.get("/" + any());
            case 1 -> Question.get("/" + any() + "/_history/" + (1 + random.nextInt(2)));
            case 2 -> Question.get("/" + any() + "/_history?_count=" + (1 + random.nextInt(3)));
            case 3 -> Question.get("/" + any("Patient") + "/$everything?_count=" + (3 + random.nextInt(40)));
            case 4 -> Question.get(chain());
            case 5 -> Question.get(has());
            case 6 -> batch();
            case 7 -> form();
            case 8 -> guess();
            case 9 -> write();
            case 11 -> Question.get(log());
            case 12 ->
                Question.get("/AuditEvent/" + (records.isEmpty() || random.nextInt(4) == 0 ? uuid() : pick(records)));
            case 10 ->
                Question.get("/" + any().split("/")[0] + "?_id=" + part(any()) + "," + part(any()) + "," + part(any()));
            default -> Question.get(search());
        };
    }

    private String search() {
        Shape shape = pick(random.nextInt(6) == 0 ? Shape.ALL : shapes);
        List<String> parts = new ArrayList<>();
        for (int i = random.nextInt(3); i >= 0; i--) {
            parts.add(parameter(shape));
        }
        for (int i = random.nextInt(3); i > 0; i--) {
            parts.add(control(shape));
        }
        return "/" + shape.type() + "?"
                + String.join("&", parts.stream().distinct().toList());
    }

    private String parameter(Shape shape) {
        return switch (random.nextInt(9)) {
            case 0 -> shape.patient() + "=" + (shape.patient().equals("_id") ? part(any("Patient")) : any("Patient"));
            case 1 -> shape.token() + ":not=" + pick(shape.values());
            case 2 ->
                shape.date() == null
                        ? "_id=" + part(any(shape.type()))
                        : shape.date() + "=" + compare() + "2026-0" + month();
            case 3 -> "_lastUpdated=" + compare() + "2026-0" + month();
            case 4 -> shape.token() + ":missing=" + random.nextBoolean();
            case 5 ->
                shape.type().equals("Patient")
                        ? pick(List.of("name=", "family:exact=", "given=", "family="))
                                + pick(List.of("Men", "Lindqvist", "Noor", "zz"))
                        : shape.token() + "=" + String.join(",", shape.values());
            case 6 -> shape.date() == null ? "_id:not=" + part(any(shape.type())) : shape.date() + "=ge2026-01-01";
            default -> shape.token() + "=" + pick(shape.values());
        };
    }

    private String control(Shape shape) {
        return switch (random.nextInt(8)) {
            case 0 -> "_total=accurate";
            case 1 -> "_summary=count";
            case 2 -> "_sort=" + (shape.date() == null || random.nextBoolean() ? pick(SORTS) : "-" + shape.date());
            case 3, 4 -> "_count=" + random.nextInt(5);
            case 5 -> "_include=" + shape.type() + ":" + pick(shape.includes());
            case 6 -> "_revinclude=" + shape.back();
            default -> "_include:iterate=" + shape.type() + ":" + pick(shape.includes());
        };
    }

    private String chain() {
        return switch (random.nextInt(5)) {
            case 0 -> "/Observation?patient.name=" + pick(List.of("Menon", "Maya", "Costa"));
            case 1 -> "/Condition?encounter.date=" + compare() + "2026-0" + month() + "&_total=accurate";
            case 2 -> "/Claim?patient.family=" + pick(List.of("Menon", "Abara")) + "&_summary=count";
            case 3 -> "/Condition?encounter.participant=" + any("Practitioner");
            default -> "/CarePlan?goal.lifecycle-status=active&subject:Patient.gender=female";
        };
    }

    private String has() {
        return switch (random.nextInt(5)) {
            case 0 ->
                "/Patient?_has:Condition:patient:code=" + pick(Shape.ALL.get(0).values());
            case 1 -> "/Patient?_has:Observation:patient:code=75626-2&_summary=count";
            case 2 -> "/Patient?_has:Group:member:type=person&_total=accurate";
            case 3 -> "/Encounter?_has:Condition:encounter:code=F10.20";
            default -> "/Practitioner?_has:Encounter:participant:status=finished&_sort=_id";
        };
    }

    /** Of before the first question: what is asked is recorded too, so that the log is longer at each question. */
    private String log() {
        String patient = random.nextInt(4) == 0 ? "" : "&patient=" + any("Patient");
        String count = random.nextInt(3) == 0 ? "&_summary=count" : "&_count=" + (1 + random.nextInt(40));
        return "/AuditEvent?date=lt" + before + patient + count;
    }

    private Question batch() {
        StringBuilder entries = new StringBuilder();
        for (int i = random.nextInt(4); i >= 0; i--) {
            String url = random.nextBoolean() ? any() : search().substring(1);
            entries.append(entries.isEmpty() ? "" : ",")
                    .append("{\"request\":{\"method\":\"GET\",\"url\":\"")
                    .append(url)
                    .append("\"}}");
        }
        return Question.json(
                "POST", "", "{\"resourceType\":\"Bundle\",\"type\":\"batch\",\"entry\":[" + entries + "]}");
    }

    private Question form() {
        String[] parts = search().split("\\?", 2);
        return new Question("POST", parts[0] + "/_search", parts[1], "application/x-www-form-urlencoded");
    }

    /** A patch whose test tells, where it is tried, what the record says. */
    private Question guess() {
        String about = concealed();
        return random.nextBoolean()
                ? new Question(
                        "PATCH",
                        "/" + about,
                        "[{\"op\":\"test\",\"path\":\"/status\",\"value\":\"active\"}]",
                        "application/json-patch+json")
                : Question.json(
                        "PUT",
                        "/" + about,
                        "{\"resourceType\":\"%s\",\"id\":\"%s\"}".formatted(about.split("/")[0], part(about)));
    }

    /** A write that refers to what the caller cannot see. */
    private Question write() {
        String author = any("Practitioner");
        String subject = concealed("Patient");
        String encounter = concealed("Encounter");
        String patient = any("Patient");
        return switch (random.nextInt(4)) {
            case 0 ->
                Question.json(
                        "POST",
                        "/Observation",
                        Records.observation("x", subject, author, "final", "8867-4", "2026-03-01"));
            case 1 ->
                Question.json(
                        "POST",
                        "/Condition",
                        Records.condition("x", patient, author, encounter, "F10.20", "2026-03-01"));
            case 2 ->
                Question.json("POST", "/CarePlan", Records.plan("x", patient, author, concealed("Goal"), "2026-03-01"));
            default ->
                Question.json(
                        "POST",
                        "",
                        "{\"resourceType\":\"Bundle\",\"type\":\"transaction\",\"entry\":[{\"fullUrl\":\"urn:uuid:"
                                + uuid() + "\",\"resource\":"
                                + Records.medication("x", subject, author, encounter, "2026-03-01")
                                + ",\"request\":{\"method\":\"POST\",\"url\":\"MedicationRequest\"}}]}");
        };
    }

    private String any() {
        return random.nextInt(8) == 0 ? pick(TYPES) + "/" + uuid() : pick(random.nextInt(3) > 0 ? seen : references);
    }

    private String any(String type) {
        return of(random.nextInt(3) > 0 ? seen : references, type);
    }

    private String concealed() {
        return hidden.isEmpty() || random.nextInt(5) == 0 ? pick(TYPES) + "/" + uuid() : pick(hidden);
    }

    private String concealed(String type) {
        return of(hidden, type);
    }

    private String of(List<String> pool, String type) {
        List<String> fitting = pool.stream()
                .filter(reference -> reference.startsWith(type + "/"))
                .toList();
        return fitting.isEmpty() || random.nextInt(10) == 0 ? type + "/" + uuid() : pick(fitting);
    }

    private String compare() {
        return pick(List.of("gt", "le", "lt", "ge", "sa", "eb", "ne", ""));
    }

    private int month() {
        return 1 + random.nextInt(9);
    }

    private UUID uuid() {
        return new UUID(random.nextLong() & ~0xF000L | 0x4000L, random.nextLong() >>> 2 | 1L << 63);
    }

    private static String part(String reference) {
        return reference.substring(reference.indexOf('/') + 1).toLowerCase(Locale.ROOT);
    }

    private <T> T pick(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }
}
