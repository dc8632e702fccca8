package health.confidant.server.authorization;

import health.confidant.access.Actor;
import health.confidant.access.Purpose;
import java.util.List;
import java.util.Optional;

/**
 * Whom a person may choose as the patient of a launch: the answer of the same decision, database and audit as a search
 * over the FHIR API by that person. This package knows no record itself.
 */
public interface PatientDirectory {
    /** @param reference {@code Patient/[id]} */
    record Choice(String reference, String name, String born) {}

    /** @param reference {@code Encounter/[id]} */
    record Visit(String reference, String title) {}

    /** Who asks, for what, from where. */
    record Asker(Actor actor, Purpose purpose, String address) {}

    /** The patients that the asker sees, at most {@value #MOST}; all of them if the name is empty. */
    List<Choice> patients(Asker asker, String name);

    /** The one patient, if the asker sees it. */
    Optional<Choice> patient(Asker asker, String reference);

    /** The patient's visits that the asker sees, newest first. */
    List<Visit> visits(Asker asker, String patient);

    int MOST = 50;
}
