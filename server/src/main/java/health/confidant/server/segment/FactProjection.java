package health.confidant.server.segment;

import health.confidant.access.Owner;
import health.confidant.access.Period;
import health.confidant.enforcement.Refusals;
import health.confidant.fhir.careteam.CareTeamDraft;
import health.confidant.fhir.careteam.CareTeams;
import health.confidant.fhir.consent.ConsentProvisions;
import health.confidant.fhir.consent.ProvisionDraft;
import health.confidant.fhir.couple.CoupleDraft;
import health.confidant.fhir.couple.Couples;
import health.confidant.fhir.restriction.Restrictions;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.hl7.fhir.r4.model.CareTeam;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.Group;
import org.hl7.fhir.r4.model.Resource;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Writes the facts of a resource into their tables and raises the epochs of the owners that they bear on, in the
 * transaction that stores the resource: both hold at the commit, or neither.
 */
public final class FactProjection {
    private final JdbcTemplate sql;
    private final Owners owners;
    private final DutyFacts duties;

    FactProjection(JdbcTemplate sql, Owners owners) {
        this.sql = sql;
        this.owners = owners;
        this.duties = new DutyFacts(sql, owners);
    }

    /**
     * @param outside whether an outside system wrote it: whom such a system names on a team, in a couple or in a
     *     contract has no duty in this program for that
     */
    void project(Resource resource, boolean deleted, boolean outside) {
        String reference = resource.fhirType() + "/" + resource.getIdElement().getIdPart();
        if (outside && !(resource instanceof Consent)) {
            return;
        }
        if (resource instanceof CareTeam team) {
            careTeam(reference, team, deleted);
        } else if (resource instanceof Group group) {
            couple(reference, group, deleted);
        } else if (resource instanceof Consent consent) {
            consent(reference, consent, deleted);
        } else {
            touch(duties.project(reference, resource, deleted));
        }
    }

    private void careTeam(String reference, CareTeam team, boolean deleted) {
        Set<Integer> touched = clear("care_team", "owner", reference);
        if (!deleted) {
            CareTeams.of(team).ifPresent(draft -> {
                Owner owner = owner(draft.subject());
                touched.add(owner.id());
                for (CareTeamDraft.Member member : draft.members()) {
                    sql.update(
                            "insert into confidant.care_team (resource, owner, track, member, starts, ends)"
                                    + " values (?, ?, ?, ?, ?, ?)",
                            reference,
                            owner.id(),
                            draft.track().name(),
                            member.reference(),
                            start(member.period()),
                            end(member.period()));
                }
            });
        }
        touch(touched);
    }

    private void couple(String reference, Group group, boolean deleted) {
        // A partner who is no longer named was decided on it too, and nothing leads to them once the rows are gone.
        Set<Integer> touched = new HashSet<>(sql.queryForList(
                "select distinct partner from confidant.couple where resource = ?", Integer.class, reference));
        touched.addAll(clear("couple", "couple", reference));
        Owner couple = owner(reference);
        touched.add(couple.id());
        if (!deleted) {
            for (CoupleDraft.Partner partner : Couples.of(group).partners()) {
                Owner patient = owner(partner.reference());
                touched.add(patient.id());
                sql.update(
                        "insert into confidant.couple (resource, couple, partner, starts, ends) values (?, ?, ?, ?, ?)",
                        reference,
                        couple.id(),
                        patient.id(),
                        start(partner.period()),
                        end(partner.period()));
            }
        }
        touch(touched);
    }

    private void consent(String reference, Consent consent, boolean deleted) {
        Set<Integer> touched = clear("consent", "patient", reference);
        duties.restriction(reference, consent, deleted);
        // What is not to be written down says nothing about who may see what is.
        if (!deleted && !Restrictions.isOmission(consent)) {
            Owner patient = owner(consent.getPatient().getReference());
            touched.add(patient.id());
            for (ProvisionDraft draft : ConsentProvisions.of(consent)) {
                sql.update(
                        """
                        insert into confidant.consent
                            (resource, provision, patient, effect, recipients, purposes, tracks, labels, starts, ends)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                        """,
                        reference,
                        reference + "#" + draft.index(),
                        patient.id(),
                        draft.effect().name(),
                        draft.recipients().toArray(String[]::new),
                        names(draft.purposes()),
                        names(draft.tracks()),
                        names(draft.labels()),
                        start(draft.period()),
                        end(draft.period()));
            }
        }
        touch(touched);
    }

    /** Removes the facts that the resource's last version gave; returns whom they were about. */
    private Set<Integer> clear(String table, String column, String reference) {
        Set<Integer> owned = new HashSet<>(sql.queryForList(
                "select distinct " + column + " from confidant." + table + " where resource = ?",
                Integer.class,
                reference));
        sql.update("delete from confidant." + table + " where resource = ?", reference);
        return owned;
    }

    /** A couple's decisions hang on both partners' consents, and a partner's on the couple's team. */
    private void touch(Set<Integer> touched) {
        if (touched.isEmpty()) {
            return;
        }
        Set<Integer> all = new HashSet<>(touched);
        touched.forEach(id -> all.addAll(relatedTo(id)));
        owners.touch(all);
    }

    private List<Integer> relatedTo(int owner) {
        return owners.related(new Owner(owner, Owner.Kind.PATIENT, "")).stream()
                .map(Owner::id)
                .toList();
    }

    private Owner owner(String reference) {
        return owners.find(reference).orElseThrow(Refusals::unresolvedReference);
    }

    private static String[] names(Collection<? extends Enum<?>> values) {
        return values.stream().map(Enum::name).sorted().toArray(String[]::new);
    }

    private static OffsetDateTime start(Period period) {
        return DutyFacts.start(period);
    }

    private static OffsetDateTime end(Period period) {
        return DutyFacts.end(period);
    }
}
