package health.confidant.server.segment;

import health.confidant.access.Owner;
import health.confidant.access.Period;
import health.confidant.enforcement.Refusals;
import health.confidant.fhir.breakglass.Emergencies;
import health.confidant.fhir.contact.Contacts;
import health.confidant.fhir.restriction.Restrictions;
import health.confidant.fhir.session.CoupleContracts;
import health.confidant.fhir.session.Notices;
import health.confidant.fhir.standing.StandingDraft;
import health.confidant.fhir.standing.Standings;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.Set;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.Contract;
import org.hl7.fhir.r4.model.DocumentReference;
import org.hl7.fhir.r4.model.Flag;
import org.hl7.fhir.r4.model.Practitioner;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.Task;
import org.springframework.jdbc.core.JdbcTemplate;

/** Writes the facts about duties (V20) in the transaction that stores what they come from. */
final class DutyFacts {
    private final JdbcTemplate sql;
    private final Owners owners;

    DutyFacts(JdbcTemplate sql, Owners owners) {
        this.sql = sql;
        this.owners = owners;
    }

    /** @return the owners whose decisions hang on it */
    Set<Integer> project(String reference, Resource resource, boolean deleted) {
        if (resource instanceof Task task && Emergencies.isReview(task)) {
            return emergency(reference, task, deleted);
        }
        if (resource instanceof DocumentReference document) {
            notice(reference, document, deleted);
        }
        if (resource instanceof Flag flag) {
            contact(reference, flag, deleted);
        }
        if (resource instanceof Contract contract) {
            coupleContract(reference, contract, deleted);
        }
        return resource instanceof Practitioner || resource instanceof Contract
                ? standing(reference, resource, deleted)
                : Set.of();
    }

    private void notice(String reference, DocumentReference document, boolean deleted) {
        sql.update("delete from confidant.notice where resource = ?", reference);
        if (!deleted) {
            Notices.of(document)
                    .ifPresent(notice -> sql.update(
                            "insert into confidant.notice (resource, patient, version) values (?, ?, ?)",
                            reference,
                            owner(notice.patient()).id(),
                            notice.version()));
        }
    }

    private void contact(String reference, Flag flag, boolean deleted) {
        sql.update("delete from confidant.contact where resource = ?", reference);
        if (!deleted) {
            Contacts.preference(flag)
                    .ifPresent(preference -> sql.update(
                            "insert into confidant.contact (resource, patient, medium, value) values (?, ?, ?, ?)",
                            reference,
                            owner(preference.patient()).id(),
                            preference.medium(),
                            preference.value()));
        }
    }

    private void coupleContract(String reference, Contract contract, boolean deleted) {
        sql.update("delete from confidant.couple_contract where resource = ?", reference);
        if (!deleted) {
            CoupleContracts.of(contract).ifPresent(signed -> signed.partners()
                    .forEach(partner -> sql.update(
                            "insert into confidant.couple_contract (resource, couple, partner, starts, ends)"
                                    + " values (?, ?, ?, ?, ?)",
                            reference,
                            owner(signed.couple()).id(),
                            partner,
                            start(signed.period()),
                            end(signed.period()))));
        }
    }

    /**
     * What somebody has signed or learnt bears on everyone whom they treat; what an organisation has signed, on everyone.
     */
    private Set<Integer> standing(String reference, Resource resource, boolean deleted) {
        Set<String> holders = new HashSet<>(
                sql.queryForList("select holder from confidant.standing where resource = ?", String.class, reference));
        sql.update("delete from confidant.standing where resource = ?", reference);
        if (!deleted) {
            for (StandingDraft draft : Standings.of(resource)) {
                holders.add(draft.holder());
                sql.update(
                        "insert into confidant.standing (resource, holder, kind, tracks, purposes, starts, ends)"
                                + " values (?, ?, ?, ?, ?, ?, ?)",
                        reference,
                        draft.holder(),
                        draft.kind().name(),
                        names(draft.tracks()),
                        names(draft.purposes()),
                        start(draft.period()),
                        end(draft.period()));
            }
        }
        Set<Integer> touched = new HashSet<>();
        for (String holder : holders) {
            touched.addAll(
                    sql.queryForList("select owner from confidant.care_team where member = ?", Integer.class, holder));
        }
        if (holders.stream().anyMatch(holder -> holder.startsWith("Organization/"))) {
            sql.update("update confidant.owner set changed = pg_current_xact_id()");
        }
        return touched;
    }

    /** What an agreed restriction obliges to beside denying. */
    void restriction(String reference, Consent consent, boolean deleted) {
        sql.update("delete from confidant.self_pay where resource = ?", reference);
        sql.update("delete from confidant.omission where resource = ?", reference);
        if (deleted || !Restrictions.is(consent)) {
            return;
        }
        int patient = owner(consent.getPatient().getReference()).id();
        Restrictions.selfPaid(consent).ifPresent(paid -> paid.payers()
                .forEach(payer -> sql.update(
                        "insert into confidant.self_pay (resource, patient, payer, codes, starts, ends)"
                                + " values (?, ?, ?, ?, ?, ?)",
                        reference,
                        patient,
                        payer,
                        paid.codes().toArray(String[]::new),
                        start(paid.services()),
                        end(paid.services()))));
        Restrictions.omission(consent)
                .ifPresent(omission -> sql.update(
                        "insert into confidant.omission (resource, patient, tracks, types, codes, starts, ends)"
                                + " values (?, ?, ?, ?, ?, ?, ?)",
                        reference,
                        patient,
                        omission.tracks().toArray(String[]::new),
                        omission.types().toArray(String[]::new),
                        omission.codes().toArray(String[]::new),
                        start(omission.period()),
                        end(omission.period())));
    }

    private static String[] names(Set<? extends Enum<?>> values) {
        return values.stream().map(Enum::name).sorted().toArray(String[]::new);
    }

    private Set<Integer> emergency(String reference, Task task, boolean deleted) {
        Set<Integer> touched = clear("emergency", "owner", reference);
        if (!deleted) {
            Emergencies.of(task).ifPresent(draft -> {
                Owner owner = owner(draft.patient());
                touched.add(owner.id());
                sql.update(
                        "insert into confidant.emergency (resource, owner, actor, starts, ends, review)"
                                + " values (?, ?, ?, ?, ?, ?)",
                        reference,
                        owner.id(),
                        draft.actor(),
                        time(draft.period().start()),
                        time(draft.period().end()),
                        draft.review().name());
            });
        }
        return touched;
    }

    private Set<Integer> clear(String table, String column, String reference) {
        Set<Integer> owned = new HashSet<>(sql.queryForList(
                "select distinct " + column + " from confidant." + table + " where resource = ?",
                Integer.class,
                reference));
        sql.update("delete from confidant." + table + " where resource = ?", reference);
        return owned;
    }

    private Owner owner(String reference) {
        return owners.find(reference).orElseThrow(Refusals::unresolvedReference);
    }

    static OffsetDateTime start(Period period) {
        return time(period.start());
    }

    static OffsetDateTime end(Period period) {
        return time(period.end());
    }

    static OffsetDateTime time(Instant instant) {
        if (instant.equals(Instant.MIN)) {
            return OffsetDateTime.MIN;
        }
        return instant.equals(Instant.MAX) ? OffsetDateTime.MAX : instant.atOffset(ZoneOffset.UTC);
    }
}
