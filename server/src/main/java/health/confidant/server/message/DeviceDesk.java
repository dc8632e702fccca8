package health.confidant.server.message;

import health.confidant.access.Assurance;
import health.confidant.access.Owner;
import health.confidant.access.Scope.Letter;
import health.confidant.access.Segment;
import health.confidant.access.Track;
import health.confidant.audit.AuditRecord;
import health.confidant.audit.AuditRecord.Action;
import health.confidant.audit.AuditRecord.Outcome;
import health.confidant.audit.AuditRecordBuilder;
import health.confidant.enforcement.AccessContext;
import health.confidant.enforcement.AuditSink;
import health.confidant.enforcement.StepUp;
import health.confidant.privacy.FreshProof;
import health.confidant.server.authentication.SecondFactors;
import health.confidant.server.decision.Decisions;
import health.confidant.server.segment.Owners;
import health.confidant.server.segment.Segments;
import health.confidant.server.segment.StoredRows;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * People's devices. A change of a key is in the log of every patient whose conversations it is used in, with its safety
 * number, or it is not made: both are one transaction.
 */
final class DeviceDesk {
    private static final int MOST = 10;
    private static final String TYPE = "Communication";
    private static final Owner NOBODY = new Owner(0, Owner.Kind.DIRECTORY, "");

    private final Decisions decisions;
    private final StoredRows rows;
    private final Segments segments;
    private final Owners owners;
    private final Devices devices;
    private final Correspondents correspondents;
    private final SecondFactors factors;
    private final AuditSink sink;
    private final TransactionTemplate transaction;
    private final Clock clock;

    DeviceDesk(
            Decisions decisions,
            StoredRows rows,
            Segments segments,
            Owners owners,
            Devices devices,
            Correspondents correspondents,
            SecondFactors factors,
            AuditSink sink,
            TransactionTemplate transaction,
            Clock clock) {
        this.decisions = decisions;
        this.rows = rows;
        this.segments = segments;
        this.owners = owners;
        this.devices = devices;
        this.correspondents = correspondents;
        this.factors = factors;
        this.sink = sink;
        this.transaction = transaction;
        this.clock = clock;
    }

    List<Device> own(AccessContext context) {
        return devices.of(person(context, Letter.R));
    }

    Device register(AccessContext context, String body) {
        String person = person(context, Letter.C);
        prove(context);
        Device device;
        try {
            device = Registration.of(person, body, Instant.now(clock));
        } catch (IllegalArgumentException e) {
            throw new DeviceRefusal(
                    422,
                    "DEVICE-001 KEY: public keys on P-256 as JWK are registered, and nothing private. A recovery key"
                            + " comes with its private key wrapped by the person's code.");
        }
        return transaction.execute(status -> register(context, device));
    }

    private Device register(AccessContext context, Device device) {
        devices.lock(device.person());
        List<Device> inForce =
                devices.of(device.person()).stream().filter(Device::inForce).toList();
        boolean recovery = device.kind() == Device.Kind.RECOVERY;
        if (recovery) {
            inForce.stream()
                    .filter(known -> known.kind() == Device.Kind.RECOVERY)
                    .forEach(known -> {
                        devices.revoke(known.id());
                        record(context, known, "revoked");
                    });
        } else if (inForce.size() >= MOST) {
            throw new DeviceRefusal(422, "DEVICE-002 LIMIT: ten devices are in force. Revoke one first.");
        }
        if (!devices.create(device)) {
            throw new DeviceRefusal(409, "DEVICE-003 KNOWN: this key is registered. Make a new one.");
        }
        record(context, device, "added");
        return device;
    }

    /** Nothing that is sent from now on is encrypted to it. */
    void revoke(AccessContext context, UUID id) {
        String person = person(context, Letter.C);
        Device own = devices.of(person).stream()
                .filter(device -> device.id().equals(id))
                .findFirst()
                .orElseThrow(DeviceRefusal::missing);
        transaction.executeWithoutResult(status -> {
            if (devices.revoke(id)) {
                record(context, own, "revoked");
            }
        });
    }

    /**
     * Whom the caller may write to about this subject, the caller included, each with all devices; those that are revoked
     * verify what they sent before.
     */
    Map<String, List<Device>> about(AccessContext context, String reference) {
        person(context, Letter.R);
        Owner subject = owners.find(reference)
                .filter(owner -> owner.kind() != Owner.Kind.DIRECTORY)
                .orElseThrow(() -> missing(context));
        String type = reference.substring(0, reference.indexOf('/'));
        String id = reference.substring(reference.indexOf('/') + 1);
        Track track = Correspondents.track(subject);
        boolean bound =
                context.actor().portal().filter(portal -> portal != track).isPresent();
        Set<String> people = correspondents.about(subject);
        boolean visible =
                rows.visibleSegment(decisions.decide(context), type, id).isPresent();
        Optional<Segment> segment = rows.segmentForDenial(type, id).flatMap(segments::find);
        if (!visible || bound || !people.contains(context.actor().reference())) {
            if (segment.isEmpty()) {
                throw missing(context);
            }
            sink.append(asked(context, Outcome.DENIED, reference, segment.get()));
            throw DeviceRefusal.missing();
        }
        sink.append(asked(context, Outcome.SUCCESS, reference, segment.orElseThrow()));
        Map<String, List<Device>> found = new LinkedHashMap<>();
        people.forEach(person -> found.put(person, devices.of(person)));
        return found;
    }

    /** A screen left alone must not be enough to let another device read along. */
    private void prove(AccessContext context) {
        Assurance.Level least =
                FreshProof.ofDevice(context.actor(), factors.of(context.actor().reference()));
        if (!StepUp.proved(context, clock.instant(), least, StepUp.WHILE)) {
            denied(context);
            throw StepUp.refusal("AUTH-002", least, StepUp.WHILE);
        }
    }

    private void denied(AccessContext context) {
        sink.append(List.of(
                record(context, Action.OPERATION, Outcome.DENIED, NOBODY).build()));
    }

    /** As what is hidden is: recorded first, so that an outage of the log tells nothing. */
    private DeviceRefusal missing(AccessContext context) {
        denied(context);
        return DeviceRefusal.missing();
    }

    private String person(AccessContext context, Letter letter) {
        if (!context.actor().mayTouch(TYPE, letter)) {
            denied(context);
            throw new DeviceRefusal(403, "ACCESS-001 SCOPE: this token's scopes do not include it.");
        }
        String person = context.actor().reference();
        if (!person.startsWith("Patient/") && !person.startsWith("Practitioner/")) {
            throw new DeviceRefusal(403, "DEVICE-004 PERSON: patients and staff have devices, systems have none.");
        }
        return person;
    }

    private void record(AccessContext context, Device device, String what) {
        String key = device.kind() == Device.Kind.RECOVERY ? "recovery key " : "device key ";
        List<Owner> patients = correspondents.patientsWith(device.person());
        sink.appendInTransaction((patients.isEmpty() ? List.of(NOBODY) : patients)
                .stream()
                        .map(patient -> record(context, Action.ADMINISTER, Outcome.SUCCESS, patient)
                                .entities(List.of(device.person()))
                                .detail(key + what + ", safety number " + device.safetyNumber())
                                .build())
                        .toList());
    }

    private List<AuditRecord> asked(AccessContext context, Outcome outcome, String reference, Segment segment) {
        String request = UUID.randomUUID().toString();
        return sink.patients(segment.id()).stream()
                .flatMap(patient -> owners.find(patient).stream())
                .map(patient -> record(context, Action.OPERATION, outcome, patient)
                        .request(request)
                        .entities(outcome == Outcome.SUCCESS ? List.of(reference) : List.of())
                        .track(Optional.of(segment.track()))
                        .build())
                .toList();
    }

    private AuditRecordBuilder record(AccessContext context, Action action, Outcome outcome, Owner patient) {
        return context.record(action, outcome, Instant.now(clock))
                .request(UUID.randomUUID().toString())
                .patient(Optional.of(patient.reference()).filter(known -> !known.isEmpty()))
                .owner(patient.id())
                .roles(context.roles());
    }
}
