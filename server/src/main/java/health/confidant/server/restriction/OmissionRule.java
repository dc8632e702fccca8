package health.confidant.server.restriction;

import health.confidant.access.Role;
import health.confidant.enforcement.AccessContext;
import health.confidant.enforcement.Refusals;
import health.confidant.enforcement.WriteRule;
import health.confidant.fhir.CodeSystems;
import health.confidant.fhir.label.Traits;
import health.confidant.fhir.subject.Subject;
import health.confidant.fhir.subject.Subjects;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Resource;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * What the program agreed to leave out of a patient's record is not written into it, nor into the couple's (source
 * document: patients may ask to omit). It binds narrative and findings; what the law has the program write down stays
 * ({@link RestrictionParameters#OMISSIBLE}). What was written before may be corrected, and what an outside system
 * brings is not the program's to leave out.
 */
public final class OmissionRule implements WriteRule {
    private static final String OMITTED =
            """
            select exists (select from confidant.omission m join confidant.owner p on p.id = m.patient
              where m.starts <= now() and now() < m.ends
                and (p.reference = any (?) or m.patient in (
                    select c.partner from confidant.couple c join confidant.owner o on o.id = c.couple
                    where o.reference = any (?)))
                and (m.tracks = '{}' or ? = any (m.tracks))
                and (m.types = '{}' or ? = any (m.types))
                and (m.codes = '{}' or m.codes && ?::text[]))
            """;

    private final JdbcTemplate sql;
    private final Function<Resource, Traits> traits;

    /** @param traits what a record says by itself and by the medicines that it names */
    public OmissionRule(JdbcTemplate sql, Function<Resource, Traits> traits) {
        this.sql = sql;
        this.traits = traits;
    }

    @Override
    public void check(AccessContext context, Optional<Resource> before, Optional<Resource> after) {
        boolean ours = !context.source() && !context.actor().roles().contains(Role.PATIENT);
        boolean refused = ours
                && after.filter(this::omitted).isPresent()
                && before.filter(this::omitted).isEmpty();
        if (refused) {
            throw Refusals.unprocessable(
                    "RESTRICTION-009 OMIT",
                    "the patient asked to leave this kind of record out, and the program agreed. Write it without"
                            + " that, or ask the privacy officer.");
        }
    }

    private boolean omitted(Resource resource) {
        if (!RestrictionParameters.OMISSIBLE.contains(resource.fhirType())) {
            return false;
        }
        String[] owners = owners(resource).toArray(String[]::new);
        String[] said = traits.apply(resource).codes().stream()
                .map(code -> code.system() + "|" + code.code())
                .toArray(String[]::new);
        return Boolean.TRUE.equals(
                sql.queryForObject(OMITTED, Boolean.class, owners, owners, track(resource), resource.fhirType(), said));
    }

    private static List<String> owners(Resource resource) {
        Subject subject = Subjects.of(resource);
        if (subject instanceof Subject.Patients patients) {
            return patients.references();
        }
        return subject instanceof Subject.Couple couple ? List.of(couple.reference()) : List.of();
    }

    /** The labeling service has stamped it. */
    private static String track(Resource resource) {
        return resource.getMeta().getSecurity().stream()
                .filter(coding -> CodeSystems.TRACK.equals(coding.getSystem()))
                .map(Coding::getCode)
                .findFirst()
                .orElse("");
    }
}
