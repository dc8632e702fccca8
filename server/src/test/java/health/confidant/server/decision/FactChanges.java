package health.confidant.server.decision;

import health.confidant.access.Role;
import health.confidant.server.TestServer;
import health.confidant.server.noninterference.Desk;
import health.confidant.server.noninterference.Member;
import health.confidant.server.noninterference.Records;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;

/** A few people whose couples, teams and consents change at random, through the resources that the facts come from. */
final class FactChanges {
    private static final List<String> TRACKS = List.of("individual", "couples");
    private static final List<String> PERIODS = List.of(
            "{\"start\":\"2026-03-01\",\"end\":\"2031-03-01\"}",
            "{\"start\":\"2020-03-01\",\"end\":\"2021-03-01\"}",
            "{\"start\":\"2030-03-01\",\"end\":\"2031-03-01\"}");

    private final Random random;
    private final Desk desk;
    private final List<String> patients = new ArrayList<>();
    private final List<String> staff = new ArrayList<>();
    private final List<String> couples = new ArrayList<>();
    private final List<String> consents = new ArrayList<>();
    private final Map<String, String> consentsOf = new HashMap<>();
    private final List<String> teams = new ArrayList<>();
    private final Map<String, String> subjects = new HashMap<>();
    private final Map<String, String> agreements = new HashMap<>();
    private final Set<String> signed = new HashSet<>();

    FactChanges(TestServer server, Random random) {
        this.random = random;
        this.desk = new Desk(server);
        for (int i = 0; i < 3; i++) {
            staff.add("Practitioner/" + UUID.randomUUID());
            desk.create(Member.of("berg"), Records.practitioner(part(staff.get(i)), "Staff"));
        }
        for (int i = 0; i < 5; i++) {
            admit();
        }
        for (int i = 0; i < 2; i++) {
            String couple = "Group/" + UUID.randomUUID();
            couples.add(couple);
            desk.create(Member.of("rivera"), couple(couple));
            team(couple, "couples");
        }
    }

    private void admit() {
        String patient = "Patient/" + UUID.randomUUID();
        patients.add(patient);
        desk.create(Member.of("rivera"), Records.patient(part(patient), "Random", "R", "female", "1990-01-01"));
        team(patient, "individual");
        for (int i = 0; i < 2; i++) {
            String consent = UUID.randomUUID().toString();
            consents.add(consent);
            consentsOf.put(consent, patient);
            desk.create(Member.patient(patient), consent(consent));
        }
    }

    private void team(String subject, String track) {
        String team = UUID.randomUUID().toString();
        teams.add(team);
        subjects.put(team, subject);
        desk.create(Member.of("rivera"), Records.team(team, "active", track, subject, List.of(pick(staff))));
    }

    /** One change; says what it was. */
    String change() {
        switch (random.nextInt(7)) {
            case 5 -> {
                String who = pick(staff);
                String end = random.nextBoolean() ? "2031-02-16" : "2026-03-01";
                desk.update(
                        Member.of("berg"),
                        Records.practitioner(part(who), "Staff").replace("2031-02-16", end));
                return "training of " + who;
            }
            case 6 -> {
                String who = pick(staff);
                String paper = Records.agreement(
                                agreements.computeIfAbsent(
                                        who, w -> UUID.randomUUID().toString()),
                                who)
                        .replace("executed", random.nextBoolean() ? "executed" : "terminated");
                if (signed.add(who)) {
                    desk.create(Member.of("novak"), paper);
                } else {
                    desk.update(Member.of("novak"), paper);
                }
                return "agreement of " + who;
            }
            case 0 -> {
                String consent = pick(consents);
                desk.update(Member.patient(consentsOf.get(consent)), consent(consent));
                return "consent " + consent;
            }
            case 1 -> {
                String team = pick(teams);
                String subject = subjects.get(team);
                String track = subject.startsWith("Group") ? "couples" : "individual";
                desk.update(
                        Member.of("rivera"),
                        Records.team(
                                team,
                                random.nextInt(3) == 0 ? "inactive" : "active",
                                track,
                                subject,
                                random.nextInt(4) == 0 ? List.of() : List.of(pick(staff), pick(staff))));
                return "team " + team;
            }
            case 2 -> {
                admit();
                return "admission";
            }
            default -> {
                String couple = pick(couples);
                desk.update(Member.of("rivera"), couple(couple));
                return "couple " + couple;
            }
        }
    }

    List<Member> callers() {
        List<Member> callers = new ArrayList<>();
        for (int i = 0; i < staff.size(); i++) {
            Role role = i == 0 ? Role.COUPLES_THERAPIST : Role.INDIVIDUAL_COUNSELOR;
            callers.add(Member.of("", staff.get(i), Set.of(role), "clinician-app"));
        }
        patients.stream().limit(5).map(Member::patient).forEach(callers::add);
        callers.add(Member.of("rivera"));
        callers.add(Member.of("northside-ehr"));
        callers.add(Member.of("harbor-health-plan"));
        return callers;
    }

    private String couple(String couple) {
        String one = pick(patients);
        String other = pick(patients);
        while (other.equals(one)) {
            other = pick(patients);
        }
        return Records.couple(part(couple), one, other, random.nextInt(4) == 0);
    }

    private String consent(String id) {
        return Records.consent(
                id,
                random.nextInt(4) == 0 ? "inactive" : "active",
                consentsOf.get(id),
                random.nextInt(4) == 0 ? "deny" : "permit",
                random.nextInt(3) == 0 ? Member.of("northside-ehr").actor().reference() : pick(staff),
                pick(TRACKS),
                "TREAT",
                pick(PERIODS));
    }

    private String pick(List<String> values) {
        return values.get(random.nextInt(values.size()));
    }

    private static String part(String reference) {
        return reference.substring(reference.indexOf('/') + 1);
    }
}
