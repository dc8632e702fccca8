package health.confidant.watch;

import static org.assertj.core.api.Assertions.assertThat;

import health.confidant.access.Purpose;
import health.confidant.audit.AuditRecord;
import health.confidant.audit.AuditRecord.Action;
import health.confidant.audit.AuditRecord.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class WatchRulesTest {
    private static final Instant NOON = Instant.parse("2026-03-05T12:00:00Z");
    private static final Relations COUPLE = new Relations() {
        @Override
        public boolean partners(String agent, String patient) {
            return agent.equals("Patient/daniel") && patient.equals("Patient/maya");
        }

        @Override
        public boolean marked(String patient) {
            return patient.equals("Patient/colleague");
        }
    };

    private int requests;

    private AuditRecord record(String agent, String patient, Outcome outcome, Instant at) {
        return record(agent, patient, outcome, at, Purpose.TREAT, "request-" + requests++);
    }

    private static AuditRecord record(
            String agent, String patient, Outcome outcome, Instant at, Purpose purpose, String request) {
        return AuditRecord.of(Action.READ, outcome, at)
                .request(request)
                .agent(agent)
                .client("app")
                .purpose(purpose)
                .address("10.0.0.1")
                .patient(Optional.of(patient))
                .owner(3)
                .roles(List.of("INDIVIDUAL_COUNSELOR"))
                .build();
    }

    private List<AuditRecord> patients(int count, Duration apart) {
        List<AuditRecord> records = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            records.add(record("Practitioner/kim", "Patient/" + i, Outcome.SUCCESS, NOON.plus(apart.multipliedBy(i))));
        }
        return records;
    }

    @Test
    void everyEmergencyAlarms() {
        AuditRecord emergency = record("Practitioner/kim", "Patient/maya", Outcome.SUCCESS, NOON, Purpose.BTG, "r");
        AuditRecord usual = record("Practitioner/kim", "Patient/maya", Outcome.SUCCESS, NOON);
        assertThat(new EmergencyAccess().look(List.of(usual, emergency)))
                .singleElement()
                .satisfies(alert -> assertThat(alert.records()).containsExactly(emergency.id()));
    }

    @Test
    void manyPatientsWithinAnHourAlarmAndFewerOrSlowerDoNot() {
        assertThat(new BulkReads(25).look(patients(25, Duration.ofMinutes(2)))).hasSize(1);
        assertThat(new BulkReads(25).look(patients(24, Duration.ofMinutes(2)))).isEmpty();
        assertThat(new BulkReads(25).look(patients(25, Duration.ofMinutes(3)))).isEmpty();
    }

    @RepeatedTest(50)
    void bulkIsWhatCountingTheHourAnewForEachRecordSays(RepetitionInfo seed) {
        Random random = new Random(seed.getCurrentRepetition());
        List<AuditRecord> records = new ArrayList<>();
        Instant at = NOON;
        for (int i = 0; i < 300; i++) {
            at = at.plusSeconds(random.nextInt(240));
            String agent = "Practitioner/" + random.nextInt(3);
            records.add(record(agent, "Patient/" + random.nextInt(20), Outcome.SUCCESS, at));
        }
        List<UUID> expected = new ArrayList<>();
        Map<String, List<AuditRecord>> hours = new HashMap<>();
        for (AuditRecord record : records) {
            List<AuditRecord> hour = hours.computeIfAbsent(record.agent(), agent -> new ArrayList<>());
            hour.add(record);
            hour.removeIf(old -> old.at().isBefore(record.at().minusSeconds(3600)));
            if (hour.stream().map(AuditRecord::patient).distinct().count() >= 10) {
                expected.add(record.id());
                hour.clear();
            }
        }
        assertThat(new BulkReads(10).look(records))
                .flatExtracting(Alert::records)
                .containsExactlyElementsOf(expected);
        assertThat(expected).isNotEmpty();
    }

    @Test
    void accountsOfManyPatientsAreNoBulk() {
        List<AuditRecord> accounts = patients(25, Duration.ofMinutes(1)).stream()
                .map(record -> record.but().action(Action.ADMINISTER).build())
                .toList();
        assertThat(new BulkReads(25).look(accounts)).isEmpty();
    }

    @Test
    void onePatientManyTimesIsNoBulk() {
        List<AuditRecord> records = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            records.add(record("Practitioner/kim", "Patient/maya", Outcome.SUCCESS, NOON));
        }
        assertThat(new BulkReads(25).look(records)).isEmpty();
    }

    @Test
    void denialsInARowAlarmOnceAndASuccessEndsTheRow() {
        List<AuditRecord> denials = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            denials.add(record("Practitioner/kim", "Patient/" + i, Outcome.DENIED, NOON.plusSeconds(i)));
        }
        assertThat(new DenialsInARow(5).look(denials)).singleElement().satisfies(alert -> assertThat(alert.records())
                .hasSize(5));
        denials.add(3, record("Practitioner/kim", "Patient/a", Outcome.SUCCESS, NOON.plusSeconds(3)));
        assertThat(new DenialsInARow(5).look(denials)).isEmpty();
    }

    @Test
    void denialsOfOneRequestAreOneAndOldOnesAreForgotten() {
        List<AuditRecord> pair = new ArrayList<>();
        List<AuditRecord> slow = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            for (String partner : List.of("Patient/maya", "Patient/daniel")) {
                pair.add(record(
                        "Practitioner/kim", partner, Outcome.DENIED, NOON.plusSeconds(i), Purpose.TREAT, "same-" + i));
            }
        }
        for (int i = 0; i < 8; i++) {
            slow.add(record("Practitioner/kim", "Patient/maya", Outcome.DENIED, NOON.plusSeconds(180L * i)));
        }
        assertThat(new DenialsInARow(5).look(pair)).isEmpty();
        assertThat(new DenialsInARow(5).look(slow)).isEmpty();
    }

    @Test
    void partnerWhoIsRefusedAlarmsAndSharedRecordsDoNot() {
        PartnerLookup rule = new PartnerLookup(COUPLE);
        assertThat(rule.look(List.of(record("Patient/daniel", "Patient/maya", Outcome.DENIED, NOON))))
                .hasSize(1);
        assertThat(rule.look(List.of(
                        record("Patient/daniel", "Patient/maya", Outcome.SUCCESS, NOON),
                        record("Patient/daniel", "Patient/daniel", Outcome.DENIED, NOON),
                        record("Practitioner/kim", "Patient/maya", Outcome.DENIED, NOON))))
                .isEmpty();
    }

    @Test
    void colleaguesRecordAlarmsForStaffAndNotForTheColleague() {
        ColleagueLookup rule = new ColleagueLookup(COUPLE);
        assertThat(rule.look(List.of(
                        record("Practitioner/kim", "Patient/colleague", Outcome.SUCCESS, NOON),
                        record("Practitioner/lee", "Patient/colleague", Outcome.DENIED, NOON))))
                .hasSize(2);
        assertThat(rule.look(List.of(
                        record("Patient/colleague", "Patient/colleague", Outcome.SUCCESS, NOON),
                        record("Practitioner/kim", "Patient/maya", Outcome.SUCCESS, NOON))))
                .isEmpty();
    }

    @Test
    void hoursAreTheProgramsOwn() {
        OutOfHours rule = new OutOfHours(LocalTime.of(6, 0), LocalTime.of(22, 0), ZoneId.of("America/New_York"));
        Instant night = Instant.parse("2026-03-05T08:00:00Z");
        assertThat(rule.look(List.of(record("Practitioner/kim", "Patient/maya", Outcome.SUCCESS, night))))
                .hasSize(1);
        assertThat(rule.look(List.of(
                        record("Practitioner/kim", "Patient/maya", Outcome.SUCCESS, NOON),
                        record("Practitioner/kim", "Patient/maya", Outcome.DENIED, night))))
                .isEmpty();
    }

    @Test
    void everyRuleHasItsOwnNameAndItsNoteOnFalsePositives() {
        List<WatchRule> rules = List.of(
                new EmergencyAccess(),
                new BulkReads(1),
                new DenialsInARow(1),
                new PartnerLookup(COUPLE),
                new ColleagueLookup(COUPLE),
                new OutOfHours(LocalTime.NOON, LocalTime.NOON, ZoneId.of("UTC")));
        assertThat(rules).extracting(WatchRule::name).doesNotHaveDuplicates();
        assertThat(rules).extracting(WatchRule::falsePositives).allMatch(note -> note.endsWith("."));
    }
}
