package health.confidant.server.shred;

import health.confidant.access.Owner;
import health.confidant.audit.AuditRecord;
import health.confidant.enforcement.AccessContext;
import health.confidant.enforcement.AuditSink;
import health.confidant.enforcement.StepUp;
import health.confidant.privacy.ShredRight;
import health.confidant.server.atrest.Renewal;
import health.confidant.server.keys.KeyClass;
import health.confidant.server.segment.Owners;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** What a destruction needs of the rest of the server: whose record it is, the papers of the act, and its audit. */
public final class ShredDesk {
    private final Owners owners;
    private final Destructions destructions;
    private final Holds holds;
    private final Shredder shredder;
    private final Renewal renewal;
    private final Certificates certificates;
    private final AuditSink sink;
    private final Path keys;
    private final Clock clock;

    /** The parts, which have no order among them. */
    record Parts(
            Owners owners,
            Destructions destructions,
            Holds holds,
            Shredder shredder,
            Renewal renewal,
            Certificates certificates,
            AuditSink sink,
            Path keys,
            Clock clock) {}

    ShredDesk(Parts parts) {
        this.owners = parts.owners();
        this.destructions = parts.destructions();
        this.holds = parts.holds();
        this.shredder = parts.shredder();
        this.renewal = parts.renewal();
        this.certificates = parts.certificates();
        this.sink = parts.sink();
        this.keys = parts.keys();
        this.clock = parts.clock();
    }

    /** @throws ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException for anybody but an officer freshly signed in */
    public void requireOfficer(AccessContext context) {
        ShredRight.denial(context.actor(), fresh(context), Optional.empty()).ifPresent(denial -> {
            throw ShredRefusals.of(denial);
        });
    }

    boolean fresh(AccessContext context) {
        return StepUp.proved(context, clock.instant(), StepUp.AT_ONCE);
    }

    /** The owner, if anything of the patient or couple is there. */
    public Optional<Owner> owner(String type, String id) {
        return owners.find(type + "/" + id).filter(shredder::left);
    }

    boolean held(Owner owner) {
        return holds.held(owner.id());
    }

    /** @return whether a hold is in force now */
    boolean hold(AccessContext context, Owner owner, String reason, boolean lift) {
        record(context, owner, lift ? "$legal-hold lifted" : "$legal-hold placed");
        if (lift) {
            holds.lift(owner.id(), context.actor().reference(), now());
        } else {
            holds.place(owner.id(), reason, context.actor().reference(), now());
        }
        return holds.held(owner.id());
    }

    /** @return how many bodies were sealed anew */
    int renew(AccessContext context, Owner owner) {
        record(context, owner, "$renew-keys");
        int sealed = 0;
        for (KeyClass kind : Set.of(KeyClass.RECORD, KeyClass.BILLING, KeyClass.PAPERS)) {
            sealed += renewal.renew(owner.id(), kind);
        }
        return sealed;
    }

    Optional<Destructions.Pending> pending(Owner owner) {
        return destructions.pending(owner.id(), now().minus(ShredRight.OPEN));
    }

    void request(AccessContext context, Owner owner, String reason, boolean papers) {
        record(context, owner, "$shred requested");
        destructions.request(
                owner.id(), owner.reference(), reason, papers, context.actor().reference(), now());
    }

    /**
     * @param early classes that go before their period is over
     * @return the signed certificate, which is kept in the database and beside the tombstones
     */
    String destroy(
            AccessContext context, Owner owner, Set<KeyClass> kinds, List<String> early, Destructions.Pending pending) {
        record(context, owner, "$shred approved"); // No audit, no destruction.
        Shredder.Report report = shredder.shred(owner, kinds);
        String certificate = certificates.sign(
                owner, kinds, early, report, pending, context.actor().reference());
        file(pending.id(), certificate);
        destructions.done(pending.id(), context.actor().reference(), report.at(), certificate);
        return certificate;
    }

    private void file(UUID id, String certificate) {
        try {
            Path directory = keys.resolve("certificates");
            Files.createDirectories(directory);
            Files.write(directory.resolve(id + ".jwt"), certificate.getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            throw new UncheckedIOException("The certificate cannot be written", e);
        }
    }

    /** Durable in the patient's audit log when it returns; of a couple, which has none of its own, in each partner's. */
    public void record(AccessContext context, Owner owner, String act) {
        List<Optional<String>> people = owner.kind() == Owner.Kind.PATIENT
                ? List.of(Optional.of(owner.reference()))
                : owners.related(owner).stream()
                        .map(partner -> Optional.of(partner.reference()))
                        .toList();
        // Nobody may be named as its partner any more; the act is recorded all the same.
        (people.isEmpty() ? List.of(Optional.<String>empty()) : people)
                .forEach(person -> record(context, owner, person, act));
    }

    private void record(AccessContext context, Owner owner, Optional<String> person, String act) {
        sink.append(List.of(context.record(AuditRecord.Action.OPERATION, AuditRecord.Outcome.SUCCESS, now())
                .request(act)
                .patient(person)
                .entities(List.of(owner.reference()))
                .query(act)
                .build()));
    }

    private Instant now() {
        return Instant.now(clock).truncatedTo(ChronoUnit.MICROS);
    }
}
