package health.confidant.fhir.breakglass;

import java.time.Instant;
import java.util.List;

/**
 * What is to be written down of an emergency (42 CFR 2.51(c)).
 *
 * @param actor reference of who opens the record
 * @param discloser name of who makes the disclosure
 * @param recipient name of the medical personnel to whom it is made
 * @param facility the health care facility that they are affiliated with
 * @param nature nature of the emergency
 * @param officers references of who reviews it
 */
public record EmergencyDeclaration(
        String patient,
        String actor,
        String discloser,
        String recipient,
        String facility,
        String nature,
        Instant from,
        Instant to,
        Instant reviewBy,
        List<String> officers) {
    public EmergencyDeclaration {
        officers = List.copyOf(officers);
    }
}
