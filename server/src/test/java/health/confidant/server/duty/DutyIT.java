package health.confidant.server.duty;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.confidant.access.Role;
import health.confidant.server.TestServer;
import health.confidant.server.noninterference.Member;
import health.confidant.server.noninterference.Records;
import health.confidant.server.threat.Answer;
import health.confidant.server.threat.Door;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Contracts, notices, training, agreements and contacts, as duties that a request meets. */
class DutyIT {
    private final TestServer server = TestServer.shared();
    private final Ward ward = new Ward(server);

    /** 42 CFR 2.22(c). */
    @Test
    void sessionWhenNoticeIsNotAcknowledgedThenDoesNotStart() {
        assertThat(session(ward.counselor, ward.patient, "in-progress").diagnostics())
                .startsWith("SESSION-001");
        assertThat(session(ward.counselor, ward.patient, "finished").diagnostics())
                .startsWith("SESSION-001");
        Answer planned = session(ward.counselor, ward.patient, "planned");
        assertThat(planned.status()).as(planned.body()).isEqualTo(201);
        ObjectNode started = ((ObjectNode) planned.json()).put("status", "in-progress");
        String reference = "Encounter/" + planned.json().path("id").asText();
        assertThat(ward.as(ward.counselor, "PUT", reference, started.toString()).diagnostics())
                .startsWith("SESSION-001");

        acknowledge(ward.patient);

        Answer now = ward.as(ward.counselor, "PUT", reference, started.toString());
        assertThat(now.status()).as(now.body()).isEqualTo(200);
    }

    @Test
    void sessionWhenEmergencyThenDoesNotWaitForTheNotice() {
        String body = encounter(ward.counselor, ward.patient, "in-progress").replace("\"VR\"", "\"EMER\"");
        assertThat(ward.as(ward.counselor, "POST", "Encounter", body).status()).isEqualTo(201);
    }

    /** Source document: no joint session without a contract of both. Requirement 37. */
    @Test
    void jointSessionWhenContractIsNotSignedByBothThenDoesNotStart() {
        acknowledge(ward.patient);
        acknowledge(ward.partner);
        assertThat(session(ward.therapist, ward.couple, "in-progress").diagnostics())
                .startsWith("SESSION-002");
        assertThat(session(ward.therapist, ward.patient, "in-progress").diagnostics())
                .startsWith("SESSION-002");

        String one = UUID.randomUUID().toString();
        ward.desk()
                .create(
                        Member.of("novak"),
                        Records.contract(one, ward.couple, ward.patient).replace("executed", "offered"));
        assertThat(session(ward.therapist, ward.couple, "in-progress").diagnostics())
                .startsWith("SESSION-002");

        ward.desk().update(Member.of("novak"), Records.contract(one, ward.couple, ward.patient, ward.partner));
        assertThat(session(ward.therapist, ward.couple, "in-progress").status()).isEqualTo(201);
        assertThat(session(ward.therapist, ward.patient, "finished").status()).isEqualTo(201);

        ward.desk()
                .update(
                        Member.of("novak"),
                        Records.contract(one, ward.couple, ward.patient, ward.partner)
                                .replace("\"executed\"", "\"terminated\""));
        assertThat(session(ward.therapist, ward.couple, "in-progress").diagnostics())
                .startsWith("SESSION-002");
        assertThat(session(ward.counselor, ward.patient, "in-progress").status())
                .isEqualTo(201);
    }

    @Test
    void sessionWhenAnOutsideSystemBringsItThenItHasHappenedThere() {
        String patient = "Patient/" + UUID.randomUUID();
        ward.desk()
                .create(
                        Member.of("northside-ehr"),
                        Records.patient(Ward.part(patient), "Out", "Side", "female", "1990-01-01"),
                        Records.encounter(
                                Ward.id(), patient, Member.of("kim").actor().reference(), "2026-05-01"));
    }

    /** 45 CFR 164.530(b); source document. Requirement 38. */
    @Test
    void couplesNoteWhenTrainingOrAgreementEndsThenIsReadAndNotWritten() {
        assertThat(couplesNote().status()).isEqualTo(201);

        ward.desk().update(Member.of("berg"), practitioner(ward.therapist, "2026-06-30"));
        Answer untrained = couplesNote();
        assertThat(untrained.status()).isEqualTo(403);
        assertThat(untrained.diagnostics()).startsWith("ACCESS-005 TRAINING");
        Answer batch = ward.as(
                ward.therapist,
                "POST",
                "",
                "{\"resourceType\":\"Bundle\",\"type\":\"batch\",\"entry\":[{\"request\":{\"method\":\"POST\",\"url\":"
                        + "\"Observation\"},\"resource\":"
                        + Ward.observation("Observation/x", ward.couple, ward.therapist) + "}]}");
        assertThat(batch.body()).contains("ACCESS-005 TRAINING").doesNotContain("\"201");
        assertThat(ward.get(ward.therapist, ward.couplesNote).status()).isEqualTo(200);

        ward.desk().update(Member.of("berg"), practitioner(ward.therapist, "2031-06-30"));
        assertThat(couplesNote().status()).isEqualTo(201);
    }

    /** Requirement 38. */
    @Test
    void couplesNoteWhenAuthorNeverSignedThenIsNotWritten() {
        String fresh = "Practitioner/" + UUID.randomUUID();
        ward.desk().create(Member.of("berg"), Records.practitioner(Ward.part(fresh), "Fresh"));
        ward.desk()
                .create(
                        Member.of("rivera"),
                        Records.team(Ward.id(), "active", "couples", ward.couple, List.of(ward.therapist, fresh)));
        ward.account(fresh, Role.COUPLES_THERAPIST);
        String note = Ward.observation("Observation/x", ward.couple, fresh);
        assertThat(ward.as(fresh, "POST", "Observation", note).diagnostics()).startsWith("ACCESS-005 TRAINING");

        ward.desk().create(Member.of("novak"), Records.agreement(Ward.id(), fresh));
        assertThat(ward.as(fresh, "POST", "Observation", note).status()).isEqualTo(201);
    }

    /** Whom an outside system puts on a team, in a couple or under contract has no duty here for that. */
    @Test
    void careTeamWhenAnOutsideSystemWritesItThenGivesNobodyAccess() {
        String patient = "Patient/" + UUID.randomUUID();
        String record = "Observation/" + UUID.randomUUID();
        ward.desk()
                .create(
                        Member.of("northside-ehr"),
                        Records.patient(Ward.part(patient), "Out", "Side", "female", "1990-01-01"),
                        Ward.observation(record, patient, ward.colleague),
                        Records.team(Ward.id(), "active", "individual", patient, List.of(ward.colleague)));
        assertThat(ward.get(ward.colleague, record).status()).isEqualTo(404);
        assertThat(ward.get(ward.colleague, patient).status()).isEqualTo(404);
    }

    /** Requirements 31, 32: the track is the author's team's, and a client is bound to one. */
    @Test
    void bothTeamsWhenClientIsBoundThenThatTrackAlone() {
        String both = "Practitioner/" + UUID.randomUUID();
        ward.desk().create(Member.of("berg"), Records.practitioner(Ward.part(both), "Both"));
        ward.desk()
                .create(
                        Member.of("rivera"),
                        Records.team(Ward.id(), "active", "individual", ward.patient, List.of(both)),
                        Records.team(Ward.id(), "active", "couples", ward.couple, List.of(both)));
        ward.account(both, Role.INDIVIDUAL_COUNSELOR, Role.COUPLES_THERAPIST);

        assertThat(status("clinician-individual", both, ward.observation)).isEqualTo(200);
        assertThat(status("clinician-individual", both, ward.couplesNote)).isEqualTo(404);
        assertThat(status("clinician-individual", both, ward.patientsCouplesNote))
                .isEqualTo(404);
        assertThat(status("clinician-couples", both, ward.observation)).isEqualTo(404);
        assertThat(status("clinician-couples", both, ward.couplesNote)).isEqualTo(200);
        assertThat(status("clinician-app", both, ward.observation)).isEqualTo(404);
        assertThat(status("clinician-app", both, ward.couplesNote)).isEqualTo(404);
        assertThat(status("clinician-app", both, ward.patient)).isEqualTo(200);
    }

    /** Source document; 45 CFR 164.530(e)-(g). Requirement 39. */
    @Test
    void breachWhenReportedThenFlagAndReviewAreTheReportersAndTheOfficersAlone() {
        String contract = "Contract/" + UUID.randomUUID();
        ward.desk()
                .create(
                        Member.of("novak"),
                        Records.contract(Ward.part(contract), ward.couple, ward.patient, ward.partner));
        String what = parameter("what", "valueString", "\"It was told to friends.\"");

        Answer reported = ward.with("couples-portal", ward.patient, "POST", contract + "/$report-breach", what);

        assertThat(reported.status()).as(reported.body()).isEqualTo(200);
        String task = "Task/" + reported.json().path("id").asText();
        assertThat(ward.get(ward.patient, "Flag").total()).isEqualTo(1);
        assertThat(ward.get(ward.partner, "Flag").total()).isZero();
        assertThat(ward.get(ward.partner, task).status()).isEqualTo(404);
        assertThat(ward.get(ward.therapist, task).status()).isEqualTo(404);
        Answer review = ward.cast("novak", "GET", task, null);
        assertThat(review.json().path("focus").path("reference").asText()).isEqualTo(contract);
        ObjectNode closed = ((ObjectNode) review.json()).put("status", "completed");
        assertThat(ward.cast("novak", "PUT", task, closed.toString()).diagnostics())
                .startsWith("REVIEW-005");
        assertThat(ward.as(ward.colleague, "POST", contract + "/$report-breach", what)
                        .status())
                .isEqualTo(404);
        String nothing = "{\"resourceType\":\"Parameters\"}";
        assertThat(ward.with("couples-portal", ward.patient, "POST", contract + "/$report-breach", nothing)
                        .diagnostics())
                .startsWith("BREACH-001");
    }

    /** 45 CFR 164.530(a), (d): the officer is told that there is one, and of its review when it is due. Requirement 39. */
    @Test
    void breachWhenReportedThenTheOfficerIsToldAtOnceAndOfItsReviewBeforeAndWhenDueOnceEach() {
        String contract = "Contract/" + UUID.randomUUID();
        ward.desk()
                .create(
                        Member.of("novak"),
                        Records.contract(Ward.part(contract), ward.couple, ward.patient, ward.partner));

        Answer reported = ward.with(
                "couples-portal",
                ward.patient,
                "POST",
                contract + "/$report-breach",
                parameter("what", "valueString", "\"It was told to friends.\""));

        assertThat(reported.status()).as(reported.body()).isEqualTo(200);
        Answer notices = ward.cast("novak", "GET", "Communication?subject=" + ward.patient, null);
        assertThat(notices.total()).isEqualTo(officers());
        JsonNode notice = noticeTo(notices, Member.of("novak").actor().reference());
        assertThat(notice.at("/payload/0/contentString").asText())
                .isEqualTo("A breach of a couple's contract was reported. The Task wants a review.");
        assertThat(notices.body()).doesNotContain("told to friends", ward.partner);
        for (String other : List.of(ward.partner, ward.therapist, ward.counselor)) {
            assertThat(ward.get(other, "Communication?subject=" + ward.patient).total())
                    .as(other)
                    .isZero();
        }

        String task = "Task/" + reported.json().path("id").asText();
        Instant due = OffsetDateTime.parse(
                        reported.json().at("/restriction/period/end").asText())
                .toInstant();
        DeadlineWatch watch = server.bean(DeadlineWatch.class);
        watch.announce();
        assertThat(told(task)).as("it is weeks away").isEmpty();
        for (Instant at : List.of(due.minusSeconds(7200), due.minusSeconds(3600), due, due.plusSeconds(3600))) {
            watch.announce(at);
        }
        String is = "The review of a reported breach of contract is to be closed by "
                + LocalDate.ofInstant(due, ZoneOffset.UTC) + ". The Task says more.";
        assertThat(told(task)).containsExactlyInAnyOrder(is, is.replace("contract is", "contract was"));
    }

    private int officers() {
        return server.administrator()
                .queryForObject(
                        "select count(distinct reference) from confidant.account where not disabled and"
                                + " 'PRIVACY_OFFICER' = any(roles)",
                        Integer.class);
    }

    private static JsonNode noticeTo(Answer notices, String officer) {
        for (JsonNode entry : notices.json().path("entry")) {
            if (entry.at("/resource/recipient/0/reference").asText().equals(officer)) {
                return entry.path("resource");
            }
        }
        throw new AssertionError("No notice to the officer in " + notices.body());
    }

    /** 45 CFR 164.522(b). Requirement 69. */
    @Test
    void contactWhenAPartnerAsksThenIsTheirsAloneAndBindsMessages() {
        String phone = parameter("contact", "valueContactPoint", "{\"system\":\"phone\",\"value\":\"+1 555 0100\"}");
        assertThat(message("EMAILWRIT").status()).isEqualTo(201);

        Answer kept = ward.as(ward.patient, "POST", ward.patient + "/$confidential-communication", phone);
        assertThat(kept.status()).as(kept.body()).isEqualTo(200);

        assertThat(message("EMAILWRIT").diagnostics()).startsWith("CONTACT-001");
        assertThat(message("PHONE").status()).isEqualTo(201);
        assertThat(ward.get(ward.counselor, ward.patient + "/$contact").body()).contains("+1 555 0100");
        assertThat(ward.get(ward.counselor, ward.partner + "/$contact").body()).doesNotContain("555");
        assertThat(ward.get(ward.partner, ward.patient + "/$contact").status()).isEqualTo(404);
        assertThat(ward.as(ward.partner, "POST", ward.patient + "/$confidential-communication", phone)
                        .status())
                .isEqualTo(404);

        String email = parameter("contact", "valueContactPoint", "{\"system\":\"email\",\"value\":\"m@example.org\"}");
        Answer again = ward.as(ward.patient, "POST", ward.patient + "/$confidential-communication", email);
        assertThat(again.status()).as(again.body()).isEqualTo(200);
        assertThat(message("PHONE").diagnostics()).startsWith("CONTACT-001");
        assertThat(message("EMAILWRIT").status()).isEqualTo(201);
    }

    @Test
    void deadlinesWhenAskedThenTheOfficerSeesWhatIsDueAndStaffTheirOwn() {
        Answer asked = ward.as(
                ward.patient,
                "POST",
                ward.patient + "/$request-restriction",
                "{\"resourceType\":\"Parameters\",\"parameter\":[{\"name\":\"kind\",\"valueCode\":\"hide\"},"
                        + "{\"name\":\"words\",\"valueString\":\"Please.\"}]}");
        String task = "Task/" + asked.json().path("id").asText();
        String soon = LocalDate.now(ZoneOffset.UTC).plusDays(10).toString();
        ward.desk().update(Member.of("berg"), practitioner(ward.therapist, soon));
        String novak = Member.of("novak").actor().reference();

        Answer officer = ward.cast("novak", "GET", novak + "/$deadlines", null);

        assertThat(officer.status()).as(officer.body()).isEqualTo(200);
        assertThat(officer.body()).contains(task, ward.therapist, "privacy-restriction-request", "training", "soon");
        Answer own = ward.get(ward.therapist, ward.therapist + "/$deadlines");
        assertThat(own.body()).contains("training").doesNotContain("Task/");
        assertThat(ward.get(ward.counselor, ward.counselor + "/$deadlines").body())
                .doesNotContain(ward.therapist, "Task/");
        assertThat(ward.get(ward.counselor, ward.therapist + "/$deadlines").status())
                .isEqualTo(404);
    }

    @Test
    void expiryWhenNearThenIsAnnouncedOnceToItsHolder() {
        String soon = LocalDate.now(ZoneOffset.UTC).plusDays(10).toString();
        ward.desk().update(Member.of("berg"), practitioner(ward.therapist, soon));

        // Nodes at the same hour.
        CompletableFuture<?>[] nodes = Stream.generate(() -> CompletableFuture.runAsync(
                        () -> server.bean(DeadlineWatch.class).announce()))
                .limit(3)
                .toArray(CompletableFuture[]::new);
        CompletableFuture.allOf(nodes).join();

        Answer notices = ward.get(ward.therapist, "Communication?recipient=" + ward.therapist);
        assertThat(notices.total()).isEqualTo(1);
        assertThat(notices.body()).contains("Your privacy training ends on " + soon);
        assertThat(ward.get(ward.counselor, "Communication?recipient=" + ward.therapist)
                        .total())
                .isZero();
    }

    /** 45 CFR 164.530(b), 164.504(e): the officer sees that it is renewed. */
    @Test
    void expiryWhenNearAndWhenOverThenIsAnnouncedOnceEachToTheOfficer() {
        LocalDate end = LocalDate.now(ZoneOffset.UTC).plusDays(10);
        ward.desk().update(Member.of("berg"), practitioner(ward.therapist, end.toString()));
        DeadlineWatch watch = server.bean(DeadlineWatch.class);

        watch.announce();
        watch.announce();
        List<String> near = told(ward.therapist);
        watch.announce(end.plusDays(2).atStartOfDay().toInstant(ZoneOffset.UTC));
        watch.announce(end.plusDays(3).atStartOfDay().toInstant(ZoneOffset.UTC));

        String paper = "The privacy training of " + ward.therapist;
        assertThat(near).containsExactly(paper + " ends on " + end + ".");
        assertThat(told(ward.therapist))
                .containsExactlyInAnyOrder(paper + " ends on " + end + ".", paper + " ended on " + end + ".");
        assertThat(ward.get(ward.therapist, "Communication?_count=200").body())
                .as("what the officer is told is the officer's")
                .doesNotContain("The privacy training of");
    }

    /** 45 CFR 164.522(a), 164.530(a). */
    @Test
    void restrictionWhenNotDecidedThenTheOfficerIsToldBeforeAndWhenDueOnceEachAndNothingOfTheRecord() {
        Answer asked = ward.as(
                ward.patient,
                "POST",
                ward.patient + "/$request-restriction",
                "{\"resourceType\":\"Parameters\",\"parameter\":[{\"name\":\"kind\",\"valueCode\":\"hide\"},"
                        + "{\"name\":\"words\",\"valueString\":\"Nobody shall see my methadone.\"}]}");
        String task = "Task/" + asked.json().path("id").asText();
        Instant due = OffsetDateTime.parse(
                        asked.json().at("/restriction/period/end").asText())
                .toInstant();
        LocalDate day = LocalDate.ofInstant(due, ZoneOffset.UTC);
        DeadlineWatch watch = server.bean(DeadlineWatch.class);

        watch.announce();
        assertThat(told(task)).as("it is weeks away").isEmpty();
        // Nodes at the same hour.
        CompletableFuture<?>[] nodes = Stream.generate(
                        () -> CompletableFuture.runAsync(() -> watch.announce(due.minus(Duration.ofDays(6)))))
                .limit(3)
                .toArray(CompletableFuture[]::new);
        CompletableFuture.allOf(nodes).join();
        List<String> before = told(task);
        watch.announce(due.plusSeconds(1));
        watch.announce(due.plusSeconds(7200));

        String is = "A request for a restriction is to be decided by " + day + ". The Task says more.";
        assertThat(before).containsExactly(is);
        assertThat(told(task)).containsExactlyInAnyOrder(is, is.replace("restriction is", "restriction was"));
        for (String nobody : List.of(ward.partner, ward.counselor, ward.therapist)) {
            assertThat(ward.get(nobody, "Communication?subject=" + ward.patient).total())
                    .as(nobody)
                    .isZero();
        }

        Answer decided = ward.cast(
                "novak",
                "POST",
                task + "/$decide-restriction",
                "{\"resourceType\":\"Parameters\",\"parameter\":[{\"name\":\"decision\",\"valueCode\":\"accepted\"},"
                        + "{\"name\":\"reason\",\"valueString\":\"Agreed.\"}]}");
        assertThat(decided.status()).as(decided.body()).isEqualTo(200);
        watch.announce(due.plus(Duration.ofDays(1)));
        assertThat(told(task)).hasSize(2);
    }

    /** IHE PCF, review of break-glass events. */
    @Test
    void emergencyWhenNotReviewedThenTheOfficerIsToldTheDayBeforeAndWhenDueOnceEach() {
        Answer declared = ward.as(
                ward.colleague,
                "POST",
                ward.patient + "/$break-glass",
                parameter("reason", "valueString", "\"Overdose, unconscious.\""));
        assertThat(declared.status()).as(declared.body()).isEqualTo(200);
        String task =
                declared.json().findPath("valueReference").path("reference").asText();
        Instant due = OffsetDateTime.parse(ward.cast("novak", "GET", task, null)
                        .json()
                        .at("/restriction/period/end")
                        .asText())
                .toInstant();
        DeadlineWatch watch = server.bean(DeadlineWatch.class);

        watch.announce(due.minus(Duration.ofDays(2)));
        assertThat(told(task)).isEmpty();
        for (Instant at : List.of(due.minusSeconds(7200), due.minusSeconds(3600), due, due.plusSeconds(3600))) {
            watch.announce(at);
        }

        String is = "The review of an emergency is to be closed by " + LocalDate.ofInstant(due, ZoneOffset.UTC)
                + ". The Task says more.";
        assertThat(told(task)).containsExactlyInAnyOrder(is, is.replace("emergency is", "emergency was"));
    }

    /** What the officer was told about it, in the words of the notices. */
    private List<String> told(String what) {
        Answer notices = ward.cast(
                "novak",
                "GET",
                "Communication?_sort=-_lastUpdated&_count=200&recipient="
                        + Member.of("novak").actor().reference(),
                null);
        List<String> words = new ArrayList<>();
        for (JsonNode entry : notices.json().path("entry")) {
            JsonNode notice = entry.path("resource");
            if (notice.at("/about/0/reference").asText().equals(what)) {
                words.add(notice.at("/payload/0/contentString").asText());
            }
        }
        return words;
    }

    /** 45 CFR 164.502(b). */
    @Test
    void claimWhenItNamesThePartnerThenRefused() {
        String partner = "{\"reference\":\"" + ward.partner + "\"}";
        Answer named = ward.cast(
                "mo",
                "POST",
                "Claim",
                """
                {"resourceType":"Claim","status":"active","type":{"coding":[{"code":"professional"}]},"use":"claim",
                 "patient":{"reference":"%s"},"created":"2026-11-25","provider":{"reference":"%s"},
                 "priority":{"coding":[{"code":"normal"}]},"payee":{"type":{"text":"x"},"party":%s},
                 "insurance":[{"sequence":1,"focal":true,"coverage":{"display":"none"}}]}"""
                        .formatted(ward.patient, Records.program(), partner));
        assertThat(named.diagnostics()).startsWith("BILLING-002");
    }

    /** 42 CFR 2.12(c)(4): nothing by its own papers that the agreement does not name; Contract and Communication too. */
    @Test
    void staffPapersWhenAskedForThenAreTheHoldersAndTheOfficers() {
        Answer lees = Door.of(server, "lee").get("/Contract?_count=50");
        Answer officers = Door.of(server, "novak").get("/Contract?_count=200");
        Answer kims = Door.of(server, "kim").get("/Contract?_count=50");

        assertThat(lees.references()).contains(Door.id("Contract/lee-confidentiality"));
        assertThat(lees.references()).doesNotContain(Door.id("Contract/sato-confidentiality"));
        assertThat(officers.references())
                .contains(Door.id("Contract/lee-confidentiality"), Door.id("Contract/ledger-services-agreement"));
        assertThat(kims.references()).isEmpty();
    }

    private int status(String client, String who, String path) {
        return ward.with(client, who, "GET", path, null).status();
    }

    private Answer couplesNote() {
        return ward.as(
                ward.therapist, "POST", "Observation", Ward.observation("Observation/x", ward.couple, ward.therapist));
    }

    private Answer message(String mode) {
        return ward.as(
                ward.counselor,
                "POST",
                "Communication",
                """
                {"resourceType":"Communication","status":"completed","subject":{"reference":"%s"},
                 "recipient":[{"reference":"%s"}],"medium":[{"coding":[{"system":
                 "http://terminology.hl7.org/CodeSystem/v3-ParticipationMode","code":"%s"}]}]}"""
                        .formatted(ward.patient, ward.patient, mode));
    }

    private Answer session(String author, String subject, String status) {
        return ward.as(author, "POST", "Encounter", encounter(author, subject, status));
    }

    private static String encounter(String author, String subject, String status) {
        return Records.encounter("x", subject, author, "2026-05-01").replace("\"finished\"", "\"" + status + "\"");
    }

    private void acknowledge(String patient) {
        Answer read = ward.as(patient, "POST", "DocumentReference", Records.notice("x", patient));
        assertThat(read.status()).as(read.body()).isEqualTo(201);
    }

    private static String practitioner(String reference, String end) {
        return Records.practitioner(Ward.part(reference), "Therapist").replace("2031-02-16", end);
    }

    private static String parameter(String name, String type, String value) {
        return "{\"resourceType\":\"Parameters\",\"parameter\":[{\"name\":\"" + name + "\",\"" + type + "\":" + value
                + "}]}";
    }
}
