package health.confidant.server.message;

import health.confidant.access.Owner;
import health.confidant.enforcement.AccessContext;
import health.confidant.enforcement.Refusals;
import health.confidant.enforcement.WriteRule;
import health.confidant.fhir.CodeSystems;
import health.confidant.fhir.label.SealedPayloads;
import health.confidant.label.Label;
import health.confidant.server.segment.Owners;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.r4.model.Attachment;
import org.hl7.fhir.r4.model.Communication;
import org.hl7.fhir.r4.model.Communication.CommunicationStatus;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * An encrypted message is what it says: ciphertext for keys in force of those it is between, sent by who sends it, and
 * nothing beside it. What it says inside is for its readers' devices to check.
 */
public final class MessageRule implements WriteRule {
    private static final int PARTS = 6;

    private final Owners owners;
    private final Correspondents correspondents;
    private final Devices devices;

    public MessageRule(JdbcTemplate sql, Owners owners) {
        this.owners = owners;
        this.correspondents = new Correspondents(sql);
        this.devices = new Devices(sql);
    }

    @Override
    public void check(AccessContext context, Optional<Resource> before, Optional<Resource> after) {
        if (before.filter(MessageRule::sealed).isEmpty()
                && after.filter(MessageRule::sealed).isEmpty()) {
            return;
        }
        if (before.isPresent()) {
            throw Refusals.unprocessable(
                    "MESSAGE-006 UNCHANGED",
                    "an encrypted message stands as it was sent, and none is made of another. Send a new one.");
        }
        check(context, (Communication) after.orElseThrow());
    }

    private void check(AccessContext context, Communication message) {
        bare(message);
        List<SealedPayload> parts = parts(message);
        String sender = message.getSender().getReference();
        if (!context.actor().reference().equals(sender)) {
            throw Refusals.unprocessable("MESSAGE-003 SENDER", "the sender of a message is who sends it.");
        }
        Set<String> recipients = people(message, sender);
        keys(parts, sender, recipients);
    }

    private static boolean sealed(Resource resource) {
        return SealedPayloads.any(resource)
                || resource.getMeta().getSecurity(Label.MASKED.system(), Label.MASKED.code()) != null;
    }

    /** The same message of these elements alone: whatever else it has stands there in the clear. */
    private static void bare(Communication message) {
        Communication bare = new Communication();
        bare.setId(message.getIdElement());
        bare.setMeta(message.getMeta());
        bare.setStatus(CommunicationStatus.COMPLETED);
        bare.setSubject(literal(message.getSubject()));
        bare.setSender(literal(message.getSender()));
        message.getRecipient().forEach(recipient -> bare.addRecipient(literal(recipient)));
        bare.setSentElement(message.getSentElement().copy());
        bare.getSentElement().setExtension(List.of());
        message.getPayload().forEach(part -> {
            Attachment sealed = new Attachment().setContentType(SealedPayloads.TYPE);
            if (part.getContent() instanceof Attachment attachment) {
                sealed.setData(attachment.getData());
            }
            bare.addPayload().setContent(sealed);
        });
        if (!message.equalsDeep(bare) || !message.hasSent() || !message.hasRecipient()) {
            throw Refusals.unprocessable(
                    "MESSAGE-002 BESIDE",
                    "an encrypted message has status (completed), subject, sender, recipient, sent and payloads of "
                            + SealedPayloads.TYPE
                            + " with data, and nothing beside that could be read. Put it inside.");
        }
    }

    private static Reference literal(Reference reference) {
        return new Reference(reference.getReference());
    }

    private static List<SealedPayload> parts(Communication message) {
        List<SealedPayload> parts = new ArrayList<>();
        try {
            for (Communication.CommunicationPayloadComponent part : message.getPayload()) {
                parts.add(SealedPayload.of(((Attachment) part.getContent()).getData()));
            }
        } catch (IllegalArgumentException e) {
            throw Refusals.unprocessable(
                    "MESSAGE-001 FORM", "a payload is not encrypted as it must be: " + e.getMessage());
        }
        if (parts.size() > PARTS || parts.stream().distinct().count() > 1) {
            throw Refusals.unprocessable(
                    "MESSAGE-001 FORM",
                    "a message has at most " + PARTS + " payloads, all encrypted to the same keys.");
        }
        return parts;
    }

    /** The recipients. A couple's Group stands for its partners, since neither may name the other by reference. */
    private Set<String> people(Communication message, String sender) {
        Optional<Owner> subject = Optional.ofNullable(message.getSubject().getReference())
                .flatMap(owners::find)
                .filter(owner -> owner.kind() != Owner.Kind.DIRECTORY)
                .filter(owner -> message.getMeta()
                                .getSecurity(
                                        CodeSystems.TRACK,
                                        Correspondents.track(owner).code())
                        != null);
        Set<String> people = subject.map(correspondents::about).orElse(Set.of());
        Set<String> recipients = new HashSet<>();
        for (Reference recipient : message.getRecipient()) {
            if (recipient.getReference().equals(message.getSubject().getReference())
                    && recipient.getReference().startsWith("Group/")) {
                people.stream()
                        .filter(person -> person.startsWith("Patient/") && !person.equals(sender))
                        .forEach(recipients::add);
            } else {
                recipients.add(recipient.getReference());
            }
        }
        if (!people.contains(sender) || !people.containsAll(recipients) || recipients.contains(sender)) {
            throw Refusals.unprocessable(
                    "MESSAGE-004 PEOPLE",
                    "an encrypted message about a patient is between the patient and the individual care team, one"
                            + " about a couple between the partners and the couple's team. GET /devices says who that"
                            + " is.");
        }
        return recipients;
    }

    private void keys(List<SealedPayload> parts, String sender, Set<String> recipients) {
        Set<String> kids = parts.get(0).kids();
        Map<String, String> holders = devices.holdersOf(kids);
        Collection<String> reached = holders.values();
        Set<String> allowed = new HashSet<>(recipients);
        allowed.add(sender);
        if (holders.size() < kids.size() || !allowed.containsAll(reached) || !reached.containsAll(recipients)) {
            throw Refusals.unprocessable(
                    "MESSAGE-005 KEY",
                    "it is encrypted to a key that is revoked or not registered, to somebody who is neither sender nor"
                            + " recipient, or to no key of a recipient. Ask GET /devices again, and encrypt anew.");
        }
    }
}
