package health.confidant.server.segment;

import health.confidant.access.Owner;
import health.confidant.access.Period;
import health.confidant.enforcement.Refusals;
import health.confidant.fhir.careteam.CareTeamDraft;
import health.confidant.fhir.careteam.CareTeams;
import health.confidant.fhir.consent.ConsentProvisions;
import health.confidant.fhir.consent.ConsentScope;
import health.confidant.fhir.consent.ContentSelector;
import health.confidant.fhir.consent.ProvisionDraft;
import health.confidant.fhir.couple.CoupleDraft;
import health.confidant.fhir.couple.Couples;
import health.confidant.fhir.legal.CourtOrders;
import health.confidant.fhir.membership.Membership;
import health.confidant.fhir.membership.Memberships;
import health.confidant.fhir.restriction.Restrictions;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Address;
import org.hl7.fhir.r4.model.CareTeam;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.Group;
import org.hl7.fhir.r4.model.Organization;
import org.hl7.fhir.r4.model.Practitioner;
import org.hl7.fhir.r4.model.PractitionerRole;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.Task;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Writes the facts of a resource into their tables and raises the epochs of the owners that they bear on, in the
 * transaction that stores the resource: both hold at the commit, or neither.
 */
public final class FactProjection {
    private final JdbcTemplate sql;
    private final Owners owners;
    private final DutyFacts duties;
    private final Carving carving;

    FactProjection(JdbcTemplate sql, Owners owners, Carving carving) {
        this.sql = sql;
        this.owners = owners;
        this.duties = new DutyFacts(sql, owners);
        this.carving = carving;
    }

    /**
     * @param outside whether an outside system wrote it: whom such a system names on a team, in a couple or in a
     *     contract has no duty in this program for that
     */
    void project(Resource resource, boolean deleted, boolean outside) {
        String reference = resource.fhirType() + "/" + resource.getIdElement().getIdPart();
        if (!outside || resource instanceof Consent) {
            facts(reference, resource, deleted);
        }
        if (resource instanceof Organization organization) {
            party(reference, String.valueOf(organization.getName()), organization.getAddressFirstRep(), deleted);
        } else if (resource instanceof Practitioner practitioner) {
            String name = practitioner.getNameFirstRep().getNameAsSingleString();
            party(reference, name, practitioner.getAddressFirstRep(), deleted);
        }
    }

    private void facts(String reference, Resource resource, boolean deleted) {
        if (resource instanceof CareTeam team) {
            careTeam(reference, team, deleted);
        } else if (resource instanceof Group group && Couples.isCouple(group)) {
            couple(reference, group, deleted);
        } else if (resource instanceof Group || resource instanceof PractitionerRole) {
            members(reference, deleted ? List.of() : Memberships.of(resource));
        } else if (resource instanceof Consent consent) {
            consent(reference, consent, deleted);
        } else if (resource instanceof Task task && CourtOrders.isCourtOrder(task)) {
            provisions(
                    reference,
                    task.getFor(),
                    version(task),
                    deleted ? List.of() : CourtOrders.of(task),
                    draft -> "A court order and mandate (42 CFR 2.61).");
        } else {
            touch(duties.project(reference, resource, deleted));
        }
    }

    private void party(String reference, String name, Address address, boolean deleted) {
        sql.update("delete from confidant.party where reference = ?", reference);
        if (!deleted) {
            String lines = Stream.concat(
                            address.getLine().stream().map(StringType::getValue),
                            Stream.of(
                                    address.getCity(),
                                    address.getState(),
                                    address.getPostalCode(),
                                    address.getCountry()))
                    .filter(line -> line != null && !line.isBlank())
                    .collect(Collectors.joining(", "));
            sql.update(
                    "insert into confidant.party (reference, name, address) values (?, ?, ?)",
                    reference,
                    name,
                    address.hasText() ? address.getText() : lines);
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
        touched.addAll(naming(reference));
        touch(touched);
    }

    /** Who acts for whom: what a consent to an organisation, a role or a group gives to its members. */
    private void members(String reference, List<Membership> members) {
        Set<String> parties = new HashSet<>(sql.queryForList(
                "select distinct party from confidant.membership where resource = ?", String.class, reference));
        sql.update("delete from confidant.membership where resource = ?", reference);
        for (Membership member : members) {
            parties.add(member.party());
            sql.update(
                    "insert into confidant.membership (resource, party, member, starts, ends) values (?, ?, ?, ?, ?)",
                    reference,
                    member.party(),
                    member.member(),
                    start(member.period()),
                    end(member.period()));
        }
        touch(naming(parties.toArray(String[]::new)));
    }

    /** Patients whose consents name one of these parties. */
    private Set<Integer> naming(String... parties) {
        return new HashSet<>(sql.queryForList(
                "select distinct patient from confidant.consent where recipients && ?::text[]", Integer.class, (Object)
                        parties));
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
        touched.addAll(naming(reference));
        touch(touched);
        carving.carveCouple(couple);
    }

    private void consent(String reference, Consent consent, boolean deleted) {
        duties.restriction(reference, consent, deleted);
        // What is not to be written down says nothing about who may see what is.
        boolean none = deleted || Restrictions.isOmission(consent);
        provisions(
                reference,
                consent.getPatient(),
                version(consent),
                none ? List.of() : ConsentProvisions.of(consent),
                draft -> ConsentScope.explain(consent, draft));
    }

    /** What a Consent, or a court order in place of one, permits and denies. */
    private void provisions(
            String reference,
            Reference whose,
            long version,
            List<ProvisionDraft> drafts,
            Function<ProvisionDraft, String> explanation) {
        boolean carved = Boolean.TRUE.equals(sql.queryForObject(
                "select exists (select from confidant.consent where resource = ? and carved)",
                Boolean.class,
                reference));
        Set<Integer> touched = clear("consent", "patient", reference);
        Owner patient = owner(whose.getReference());
        touched.add(patient.id());
        for (ProvisionDraft draft : drafts) {
            insert(reference, patient, draft, version, explanation.apply(draft));
            carved |= !draft.content().isEmpty();
        }
        if (carved) {
            // Before the epoch: a segment that comes to be takes the owner's row in turn.
            carving.carve(patient, reference);
        }
        touch(touched);
    }

    private void insert(String reference, Owner patient, ProvisionDraft draft, long version, String explanation) {
        ContentSelector content = draft.content();
        sql.update(
                """
                insert into confidant.consent
                    (resource, provision, patient, effect, recipients, purposes, tracks, labels, starts, ends,
                     carved, classes, codes, data, data_starts, data_ends, exception_to, version, explanation)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
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
                end(draft.period()),
                !content.isEmpty(),
                content.classes().toArray(String[]::new),
                content.codes().toArray(String[]::new),
                content.data().toArray(String[]::new),
                start(content.dataPeriod()),
                end(content.dataPeriod()),
                draft.exceptionTo() == ProvisionDraft.NONE ? "" : reference + "#" + draft.exceptionTo(),
                version,
                explanation);
    }

    private static long version(Resource resource) {
        String version = resource.getIdElement().getVersionIdPart();
        return version == null ? 1 : Long.parseLong(version);
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
