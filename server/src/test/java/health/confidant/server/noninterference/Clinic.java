package health.confidant.server.noninterference;

import health.confidant.access.Role;
import health.confidant.server.TestServer;
import health.confidant.server.authorization.Accounts;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** A couple of its own with a counselor, a therapist, and a colleague who reads by the patient's consent alone. */
final class Clinic {
    private static final String OPEN = "{\"start\":\"2026-03-01\",\"end\":\"2031-03-01\"}";

    final String patient = "Patient/" + UUID.randomUUID();
    final String partner = "Patient/" + UUID.randomUUID();
    final String couple = "Group/" + UUID.randomUUID();
    final String counselor = "Practitioner/" + UUID.randomUUID();
    final String therapist = "Practitioner/" + UUID.randomUUID();
    final String colleague = "Practitioner/" + UUID.randomUUID();
    final String consent = UUID.randomUUID().toString();
    final String team = UUID.randomUUID().toString();
    /** Individual track of the patient. */
    final List<String> observations = new ArrayList<>();
    /** Couples track: of the patient, of the partner, of the couple. */
    final String patientsNote = UUID.randomUUID().toString();

    final String partnersNote = UUID.randomUUID().toString();
    final String couplesNote = UUID.randomUUID().toString();

    private final TestServer server;
    private final Desk desk;
    private final Map<String, String> tokens = new HashMap<>();

    Clinic(TestServer server) {
        this.server = server;
        this.desk = new Desk(server);
        desk.create(
                Member.of("berg"),
                Records.practitioner(part(counselor), "Counselor"),
                Records.practitioner(part(therapist), "Therapist"),
                Records.practitioner(part(colleague), "Colleague"));
        desk.create(Member.of("novak"), Records.agreement(UUID.randomUUID().toString(), therapist));
        desk.create(
                Member.of("rivera"),
                Records.patient(part(patient), "Own", "One", "female", "1990-01-01"),
                Records.patient(part(partner), "Own", "Other", "male", "1990-01-02"),
                Records.couple(part(couple), patient, partner, false),
                Records.team(team, "active", "individual", patient, List.of(counselor)),
                Records.team(UUID.randomUUID().toString(), "active", "couples", couple, List.of(therapist)));
        List<String> records = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            observations.add(UUID.randomUUID().toString());
            records.add(observation(observations.get(i), patient, counselor));
        }
        desk.create(clinician(counselor, Role.INDIVIDUAL_COUNSELOR), records);
        desk.create(
                clinician(therapist, Role.COUPLES_THERAPIST),
                observation(patientsNote, patient, therapist),
                observation(partnersNote, partner, therapist),
                observation(couplesNote, couple, therapist));
        desk.create(Member.patient(patient), consent("active", OPEN));
        signUp("patient", patient, Role.PATIENT, "individual-portal");
        signUp("counselor", counselor, Role.INDIVIDUAL_COUNSELOR, "clinician-app");
        signUp("therapist", therapist, Role.COUPLES_THERAPIST, "clinician-app");
        signUp("colleague", colleague, Role.INDIVIDUAL_COUNSELOR, "clinician-app");
        Member patientInCouple = Member.of("", patient, Set.of(Role.PATIENT), "couples-portal");
        tokens.put(
                "patient in the couples portal",
                Asker.signIn(server, login(patient), patientInCouple.actor().client()));
    }

    HttpResponse<String> get(String who, String path) {
        return server.send(tokens.get(who), "GET", path, null);
    }

    int status(String who, String path) {
        return get(who, path).statusCode();
    }

    /** The patient's own doing, over HTTP. */
    HttpResponse<String> consentByPatient(String status) {
        return server.send(tokens.get("patient"), "PUT", "/Consent/" + consent, consent(status, OPEN));
    }

    /** @param period a FHIR Period as JSON */
    HttpResponse<String> consentFor(String period) {
        return server.send(tokens.get("patient"), "PUT", "/Consent/" + consent, consent("active", period));
    }

    HttpResponse<String> byIntake(String reference, String json) {
        return server.send(server.token("rivera"), "PUT", "/" + reference, json);
    }

    HttpResponse<String> byCounselor(String path, String json) {
        return server.send(tokens.get("counselor"), "POST", path, json);
    }

    /** How many segments the patient's records lie in. */
    int segments() {
        return server.administrator()
                .queryForObject(
                        "select count(*) from confidant.segment s join confidant.owner o on o.id = s.owner"
                                + " where o.reference = ?",
                        Integer.class,
                        patient);
    }

    private String consent(String status, String period) {
        return Records.consent(consent, status, patient, "permit", colleague, "individual", "TREAT", period);
    }

    private void signUp(String who, String reference, Role role, String client) {
        server.bean(Accounts.class).create(login(reference), Asker.PASSWORD, reference, Set.of(role));
        tokens.put(who, Asker.signIn(server, login(reference), client));
    }

    private static String observation(String id, String subject, String author) {
        return Records.observation(id, subject, author, "final", "75626-2", "2026-05-01");
    }

    private static Member clinician(String reference, Role role) {
        return Member.of("", reference, Set.of(role), "clinician-app");
    }

    private static String login(String reference) {
        return "u" + part(reference);
    }

    static String part(String reference) {
        return reference.substring(reference.indexOf('/') + 1);
    }
}
