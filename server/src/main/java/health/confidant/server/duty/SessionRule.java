package health.confidant.server.duty;

import health.confidant.enforcement.AccessContext;
import health.confidant.enforcement.Refusals;
import health.confidant.enforcement.WriteRule;
import health.confidant.fhir.CodeSystems;
import health.confidant.fhir.References;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Encounter.EncounterStatus;
import org.hl7.fhir.r4.model.Resource;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * No session starts before the patient has acknowledged the notice (42 CFR 2.22(c)), and no joint session before both
 * partners have signed the couple's confidentiality contract (source document). An emergency does not wait for the
 * notice; what an outside system brings has happened there.
 *
 * <p>Requirement 37.
 */
final class SessionRule implements WriteRule {
    private static final Set<EncounterStatus> STARTED = EnumSet.of(
            EncounterStatus.TRIAGED, EncounterStatus.INPROGRESS, EncounterStatus.ONLEAVE, EncounterStatus.FINISHED);

    private static final String UNNOTIFIED =
            """
            select exists (select from confidant.owner p
              where (p.reference = ? or p.id in (
                  select c.partner from confidant.couple c join confidant.owner g on g.id = c.couple
                  where g.reference = ? and c.starts <= now() and now() < c.ends))
                and p.kind = 'PATIENT'
                and not exists (select from confidant.notice n where n.patient = p.id))
            """;
    /** Couples that are meant, of which a current partner has no signature in force; or that are no two. */
    private static final String UNSIGNED =
            """
            with couples as (
                select g.id from confidant.owner g where g.reference = ? and g.kind = 'COUPLE'
                union select c.couple from confidant.couple c join confidant.owner p on p.id = c.partner
                where p.reference = ? and c.starts <= now() and now() < c.ends
            ), partners as (
                select c.couple, p.reference from confidant.couple c join confidant.owner p on p.id = c.partner
                where c.couple in (select id from couples) and c.starts <= now() and now() < c.ends
            )
            select (select count(*) from partners) < 2 or exists (select from partners p where not exists (
                select from confidant.couple_contract k
                where k.couple = p.couple and k.partner = p.reference and k.starts <= now() and now() < k.ends))
            """;

    private final JdbcTemplate sql;

    SessionRule(JdbcTemplate sql) {
        this.sql = sql;
    }

    @Override
    public void check(AccessContext context, Optional<Resource> before, Optional<Resource> after) {
        if (context.source() || !starts(before, after)) {
            return;
        }
        Encounter session = (Encounter) after.orElseThrow();
        String subject = References.literal(session.getSubject()).orElse("");
        boolean emergency = "EMER".equals(session.getClass_().getCode());
        if (!emergency && is(UNNOTIFIED, subject)) {
            throw Refusals.unprocessable(
                    "SESSION-001 NOTICE",
                    "the patient has not acknowledged the notice of privacy practices (42 CFR 2.22). Give the notice"
                            + " and store the acknowledgement, then start.");
        }
        if (joint(session, subject) && is(UNSIGNED, subject)) {
            throw Refusals.unprocessable(
                    "SESSION-002 CONTRACT",
                    "no joint session without the couple's confidentiality contract, executed and signed by both"
                            + " partners. The privacy officer keeps it.");
        }
    }

    private boolean is(String question, String subject) {
        return Boolean.TRUE.equals(sql.queryForObject(question, Boolean.class, subject, subject));
    }

    private static boolean starts(Optional<Resource> before, Optional<Resource> after) {
        return started(after) && !started(before);
    }

    private static boolean started(Optional<Resource> resource) {
        return resource.filter(it -> it instanceof Encounter encounter && STARTED.contains(encounter.getStatus()))
                .isPresent();
    }

    /** Of a couple, or on the couples track, as the labeling service stamped it. */
    private static boolean joint(Encounter session, String subject) {
        List<String> tracks = session.getMeta().getSecurity().stream()
                .filter(coding -> CodeSystems.TRACK.equals(coding.getSystem()))
                .map(coding -> coding.getCode())
                .toList();
        return subject.startsWith("Group/") || tracks.contains("couples");
    }
}
