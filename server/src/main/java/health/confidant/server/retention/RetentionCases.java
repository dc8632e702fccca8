package health.confidant.server.retention;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.jpa.dao.tx.IHapiTransactionService;
import ca.uhn.fhir.rest.api.server.SystemRequestDetails;
import health.confidant.access.Owner;
import health.confidant.access.Track;
import health.confidant.retention.PartialDate;
import health.confidant.retention.RecordClass;
import health.confidant.retention.RetentionCase;
import health.confidant.server.atrest.Bodies;
import health.confidant.server.database.SystemScope;
import health.confidant.server.segment.Owners;
import health.confidant.server.shred.Holds;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Resource;
import org.springframework.jdbc.core.JdbcTemplate;

/** Finds out, for one owner, what the periods are counted from; and reads the record for those who make it anonymous. */
final class RetentionCases {
    private static final Map<RecordClass, List<Track>> TRACKS = Map.of(
            RecordClass.CLINICAL, List.of(Track.INDIVIDUAL, Track.COUPLES, Track.GENERAL),
            RecordClass.BILLING, List.of(Track.BILLING),
            RecordClass.PAPERS, List.of(Track.PRIVACY));

    private record Stored(int segment, long resource, long version, String type, String id, String body, String hash) {}

    /**
     * @param open whether a paper is in effect
     * @param ended when the last of the others was
     */
    private record Effect(boolean open, LocalDate ended) {}

    private final JdbcTemplate sql;
    private final Supplier<IHapiTransactionService> transactions;
    private final Bodies bodies;
    private final Holds holds;
    private final Owners owners;
    private final FhirContext fhir;
    private final String jurisdiction;

    RetentionCases(
            JdbcTemplate sql,
            Supplier<IHapiTransactionService> transactions,
            Bodies bodies,
            Holds holds,
            Owners owners,
            FhirContext fhir,
            String jurisdiction) {
        this.sql = sql;
        this.transactions = transactions;
        this.bodies = bodies;
        this.holds = holds;
        this.owners = owners;
        this.fhir = fhir;
        this.jurisdiction = jurisdiction;
    }

    /** One case for each class that the owner has records of. */
    List<RetentionCase> of(Owner owner) {
        // Not in the system role, which sees records and neither holds nor the journal.
        boolean held = holds.held(owner.id());
        Optional<RetentionCase> audit = audit(owner, held);
        List<RetentionCase> cases = new ArrayList<>(system(() -> stored(owner, held)));
        audit.ifPresent(cases::add);
        return cases;
    }

    private List<RetentionCase> stored(Owner owner, boolean held) {
        Optional<LocalDate> birth = youngest(owner);
        boolean treated = Boolean.TRUE.equals(sql.queryForObject(
                "select exists (select from confidant.care_team where owner = ? and ends > clock_timestamp())",
                Boolean.class,
                owner.id()));
        Effect papers = effect(owner);
        List<RetentionCase> cases = new ArrayList<>();
        for (RecordClass kind : List.of(RecordClass.CLINICAL, RecordClass.BILLING, RecordClass.PAPERS)) {
            boolean paper = kind == RecordClass.PAPERS;
            last(owner, TRACKS.get(kind))
                    .map(day -> paper && papers.ended().isAfter(day) ? papers.ended() : day)
                    .ifPresent(day -> cases.add(new RetentionCase(
                            owner.reference(),
                            kind,
                            jurisdiction,
                            birth,
                            day,
                            treated || paper && papers.open(),
                            held)));
        }
        return cases;
    }

    /** The log about the owner: the day of its last record; the holds of the journal are for it alone. */
    private Optional<RetentionCase> audit(Owner owner, boolean held) {
        boolean kept = held
                || Boolean.TRUE.equals(sql.queryForObject(
                        "select exists (select from confidant.journal_hold where released is null and owner in (0, ?))",
                        Boolean.class,
                        owner.id()));
        return day(sql.queryForObject(
                        "select max(at) from confidant.journal where owner = ?", Timestamp.class, owner.id()))
                .map(day -> new RetentionCase(
                        owner.reference(), RecordClass.AUDIT, jurisdiction, Optional.empty(), day, false, kept));
    }

    /** 164.530(j): the years of a paper run from when it was last in effect, which may be after it was written. */
    private Effect effect(Owner owner) {
        return sql.queryForObject(
                """
                select coalesce(bool_or(ends > clock_timestamp()), false),
                       max(ends) filter (where ends <= clock_timestamp() and isfinite(ends))
                from (select ends from confidant.consent where patient = ?
                      union all select ends from confidant.self_pay where patient = ?
                      union all select ends from confidant.omission where patient = ?
                      union all select ends from confidant.couple_contract where couple = ?) papers
                """,
                (row, n) ->
                        new Effect(row.getBoolean(1), day(row.getTimestamp(2)).orElse(LocalDate.MIN)),
                owner.id(),
                owner.id(),
                owner.id(),
                owner.id());
    }

    /** The patient's birth date; of a couple the younger partner's, and none while one of the two is not known. */
    private Optional<LocalDate> youngest(Owner owner) {
        List<Owner> people = owner.kind() == Owner.Kind.PATIENT ? List.of(owner) : owners.related(owner);
        List<Optional<LocalDate>> births = people.stream().map(this::birth).toList();
        return births.stream().allMatch(Optional::isPresent)
                ? births.stream().flatMap(Optional::stream).max(Comparator.naturalOrder())
                : Optional.empty();
    }

    private Optional<LocalDate> birth(Owner patient) {
        return record(patient, List.of(Track.GENERAL)).stream()
                .filter(Patient.class::isInstance)
                .map(Patient.class::cast)
                .filter(Patient::hasBirthDate)
                .findFirst()
                .flatMap(found -> PartialDate.latest(found.getBirthDateElement().getValueAsString()));
    }

    /** The current version of each resource. */
    List<Resource> record(Owner owner) {
        return system(() -> record(owner, List.of(Track.values())));
    }

    private Optional<LocalDate> last(Owner owner, List<Track> tracks) {
        return day(sql.queryForObject(
                "select max(res_updated) from hfj_res_ver where partition_id in (select id from"
                        + " confidant.segment where owner = ? and track = any(?))",
                Timestamp.class,
                owner.id(),
                names(tracks)));
    }

    private static Optional<LocalDate> day(Timestamp at) {
        return Optional.ofNullable(at).map(found -> LocalDate.ofInstant(found.toInstant(), ZoneOffset.UTC));
    }

    private List<Resource> record(Owner owner, List<Track> tracks) {
        List<Stored> rows = sql.query(
                """
                select v.partition_id, v.res_id, v.res_ver, r.res_type, r.fhir_id, v.res_text_vc,
                       r.hash_sha256
                from hfj_resource r join hfj_res_ver v on v.res_id = r.res_id and v.res_ver = r.res_ver
                where r.res_deleted_at is null and v.res_text_vc is not null
                  and r.partition_id in (select id from confidant.segment where owner = ? and track = any(?))
                """,
                (row, n) -> new Stored(
                        row.getInt(1),
                        row.getLong(2),
                        row.getLong(3),
                        row.getString(4),
                        row.getString(5),
                        row.getString(6),
                        row.getString(7)),
                owner.id(),
                names(tracks));
        return rows.stream().map(this::parse).toList();
    }

    private Resource parse(Stored row) {
        bodies.openHash(row.segment(), row.resource(), row.version(), row.hash());
        String json = bodies.open(row.segment(), row.resource(), row.version(), row.body());
        Resource resource = (Resource) fhir.newJsonParser().parseResource(json);
        resource.setId(row.type() + "/" + row.id());
        return resource;
    }

    private static String[] names(List<Track> tracks) {
        return tracks.stream().map(Track::name).toArray(String[]::new);
    }

    private <T> T system(Supplier<T> work) {
        return SystemScope.run(
                SystemScope.Work.RETENTION,
                () -> transactions.get().withRequest(new SystemRequestDetails()).execute(work::get));
    }
}
