package health.confidant.server.duty;

import health.confidant.enforcement.AccessContext;
import health.confidant.enforcement.Refusals;
import health.confidant.enforcement.WriteRule;
import health.confidant.fhir.References;
import health.confidant.fhir.contact.Contacts;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.r4.model.Communication;
import org.hl7.fhir.r4.model.Resource;
import org.springframework.jdbc.core.JdbcTemplate;

/** A message goes to each partner by the means that they asked for, and by no other (45 CFR 164.522(b)). */
final class ContactRule implements WriteRule {
    private final JdbcTemplate sql;

    ContactRule(JdbcTemplate sql) {
        this.sql = sql;
    }

    @Override
    public void check(AccessContext context, Optional<Resource> before, Optional<Resource> after) {
        if (!context.source()) {
            after.filter(Communication.class::isInstance)
                    .map(Communication.class::cast)
                    .ifPresent(this::check);
        }
    }

    private void check(Communication message) {
        Set<String> media = Contacts.media(message);
        if (media.isEmpty()) {
            return;
        }
        message.getRecipient().stream()
                .flatMap(recipient -> References.literal(recipient).stream())
                .filter(recipient -> recipient.startsWith("Patient/"))
                .forEach(patient -> check(patient, media));
    }

    private void check(String patient, Set<String> media) {
        List<String> asked = sql.queryForList(
                "select medium from confidant.contact c join confidant.owner o on o.id = c.patient"
                        + " where o.reference = ?",
                String.class,
                patient);
        if (!asked.isEmpty() && !asked.containsAll(media)) {
            throw Refusals.unprocessable(
                    "CONTACT-001",
                    "the patient asked to be reached otherwise (45 CFR 164.522(b)). Patient/[id]/$contact says how.");
        }
    }
}
