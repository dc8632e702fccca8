package health.confidant.server.noninterference;

import health.confidant.access.Role;
import health.confidant.server.TestServer;
import health.confidant.server.authentication.OneTimePasswords;
import health.confidant.server.authorization.Accounts;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** A couple of its own with a counselor, a therapist, and a colleague who reads by the patient's consent alone. */
public final class Clinic {
    private static final String OPEN = "{\"start\":\"2026-03-01\",\"end\":\"2031-03-01\"}";

    public final String patient = "Patient/" + UUID.randomUUID();
    public final String partner = "Patient/" + UUID.randomUUID();
    public final String couple = "Group/" + UUID.randomUUID();
    public final String counselor = "Practitioner/" + UUID.randomUUID();
    public final String therapist = "Practitioner/" + UUID.randomUUID();
    public final String colleague = "Practitioner/" + UUID.randomUUID();
    public final String consent = UUID.randomUUID().toString();
    public final String team = UUID.randomUUID().toString();
    /** Individual track of the patient. */
    public final List<String> observations = new ArrayList<>();
    /** Couples track: of the patient, of the partner, of the couple. */
    public final String patientsNote = UUID.randomUUID().toString();

    public final String partnersNote = UUID.randomUUID().toString();
    public final String couplesNote = UUID.randomUUID().toString();

    private final TestServer server;
    private final Desk desk;
    private final Map<String, String> tokens = new HashMap<>();

    public Clinic(TestServer server) {
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
        desk.create(Member.patient(patient), Records.notice(UUID.randomUUID().toString(), patient));
        desk.create(Member.patient(partner), Records.notice(UUID.randomUUID().toString(), partner));
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
        signUp("partner", partner, Role.PATIENT, "individual-portal");
        signUp("counselor", counselor, Role.INDIVIDUAL_COUNSELOR, "clinician-app");
        signUp("therapist", therapist, Role.COUPLES_THERAPIST, "clinician-app");
        signUp("colleague", colleague, Role.INDIVIDUAL_COUNSELOR, "clinician-app");
        tokens.put("partner in the couples portal", Asker.signIn(server, login(partner), "couples-portal"));
        Member patientInCouple = Member.of("", patient, Set.of(Role.PATIENT), "couples-portal");
        tokens.put(
                "patient in the couples portal",
                Asker.signIn(server, login(patient), patientInCouple.actor().client()));
    }

    public HttpResponse<String> get(String who, String path) {
        return server.send(tokens.get(who), "GET", path, null);
    }

    public String token(String who) {
        return tokens.get(who);
    }

    public int status(String who, String path) {
        return get(who, path).statusCode();
    }

    /** The patient's own doing, over HTTP. */
    public HttpResponse<String> consentByPatient(String status) {
        return server.send(tokens.get("patient"), "PUT", "/Consent/" + consent, consent(status, OPEN));
    }

    /** @param period a FHIR Period as JSON */
    public HttpResponse<String> consentFor(String period) {
        return server.send(tokens.get("patient"), "PUT", "/Consent/" + consent, consent("active", period));
    }

    public HttpResponse<String> byIntake(String reference, String json) {
        return server.send(server.token("rivera"), "PUT", "/" + reference, json);
    }

    /** Tokens live for five minutes. */
    public void signInAgain() {
        for (String who : List.of("patient", "partner")) {
            tokens.put(
                    who, Asker.signIn(server, login(who.equals("patient") ? patient : partner), "individual-portal"));
        }
        tokens.put("counselor", Asker.signIn(server, login(counselor), "clinician-app"));
    }

    /** More of the counselor's records about the patient, in one transaction inside the server. */
    public void chart(List<String> records) {
        desk.create(clinician(counselor, Role.INDIVIDUAL_COUNSELOR), records);
    }

    /** Somebody's own doing, over HTTP. */
    public HttpResponse<String> send(String who, String method, String path, String json) {
        return server.send(tokens.get(who), method, path, json);
    }

    /**
     * A new Consent of the patient's, or another version of one.
     *
     * @param id of the Consent, or null for a new one
     * @param provision the root provision as JSON
     */
    public HttpResponse<String> consentOf(String who, String id, String status, String provision) {
        String patientOf = who.startsWith("partner") ? partner : patient;
        String json = Records.consentWith(id == null ? "new" : id, status, patientOf, provision);
        return send(who, id == null ? "POST" : "PUT", id == null ? "/Consent" : "/Consent/" + id, json);
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
        if (role != Role.PATIENT) {
            server.bean(OneTimePasswords.class).enrol(login(reference), Asker.SECRET);
        }
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

    public static String part(String reference) {
        return reference.substring(reference.indexOf('/') + 1);
    }
}
