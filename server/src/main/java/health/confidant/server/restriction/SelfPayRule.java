package health.confidant.server.restriction;

import health.confidant.access.Period;
import health.confidant.enforcement.AccessContext;
import health.confidant.enforcement.Refusals;
import health.confidant.enforcement.WriteRule;
import health.confidant.fhir.restriction.Restrictions.SelfPaid;
import health.confidant.fhir.restriction.Services;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Resource;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * What a patient paid in full is not billed to the plan that they named, nor is the plan asked about it (45 CFR
 * 164.522(a)(1)(vi); 42 CFR 2.26(a)(6)). A date, code or plan that a claim leaves open may be the one.
 */
public final class SelfPayRule implements WriteRule {
    private static final String PAYORS =
            """
            select t.res_type || '/' || t.fhir_id from hfj_res_link l
            join hfj_resource s on s.res_id = l.src_resource_id
            join hfj_resource t on t.res_id = l.target_resource_id
            where s.res_type = 'Coverage' and s.fhir_id = ? and l.src_path = 'Coverage.payor'
            """;

    private final JdbcTemplate sql;

    public SelfPayRule(JdbcTemplate sql) {
        this.sql = sql;
    }

    @Override
    public void check(AccessContext context, Optional<Resource> before, Optional<Resource> after) {
        after.flatMap(Services::of).ifPresent(this::check);
    }

    private void check(Services asked) {
        List<SelfPaid> paid = sql.query(
                "select payer, codes, starts, ends from confidant.self_pay s join confidant.owner o on o.id = s.patient"
                        + " where o.reference = ?",
                (row, n) -> paid(row),
                asked.patient());
        for (SelfPaid each : paid) {
            boolean service =
                    asked.services().stream().anyMatch(it -> Services.meet(it, each.codes(), each.services()));
            if (service && reaches(asked, each.payers())) {
                throw Refusals.unprocessable(
                        "RESTRICTION-008 SELF-PAY",
                        "the patient paid a service of that time in full, and the plan must not be told of it (45 CFR"
                                + " 164.522(a)(1)(vi)). Take the item out of the claim, or bill the patient.");
            }
        }
    }

    private boolean reaches(Services asked, Set<String> payers) {
        Set<String> plans = new HashSet<>(asked.insurers());
        boolean known = true;
        for (String coverage : asked.coverages()) {
            List<String> payors = sql.queryForList(PAYORS, String.class, new IdType(coverage).getIdPart());
            plans.addAll(payors);
            known &= !payors.isEmpty();
        }
        return !known || plans.isEmpty() || plans.stream().anyMatch(payers::contains);
    }

    private static SelfPaid paid(ResultSet row) throws SQLException {
        Set<String> codes =
                new HashSet<>(Arrays.asList((String[]) row.getArray(2).getArray()));
        return new SelfPaid(Set.of(row.getString(1)), codes, new Period(instant(row, 3), instant(row, 4)));
    }

    private static Instant instant(ResultSet row, int column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        if (time.equals(OffsetDateTime.MIN)) {
            return Instant.MIN;
        }
        return time.equals(OffsetDateTime.MAX) ? Instant.MAX : time.toInstant();
    }
}
