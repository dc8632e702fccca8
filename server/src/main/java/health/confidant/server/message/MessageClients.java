package health.confidant.server.message;

import health.confidant.access.Purpose;
import health.confidant.access.Track;
import health.confidant.server.authorization.Client;
import health.confidant.server.authorization.Clients;
import java.util.Optional;
import java.util.Set;

/**
 * The OAuth clients that {@code /messages} is: of each track one for patients and one for clinicians, since a client has
 * one purpose of use and opens one track. They are made at the first start; an operator may disable them.
 */
final class MessageClients {
    private final Clients clients;
    private final String redirect;

    MessageClients(Clients clients, String base) {
        this.clients = clients;
        this.redirect = base + "/messages";
    }

    void keep() {
        clients.keep(patients("messages-individual", "Messages", Track.INDIVIDUAL));
        clients.keep(patients("messages-couples", "Messages of a couple", Track.COUPLES));
        clients.keep(clinicians("messages-clinician-individual", "Messages, individual track", Track.INDIVIDUAL));
        clients.keep(clinicians("messages-clinician-couples", "Messages, couples track", Track.COUPLES));
    }

    private Client patients(String id, String name, Track track) {
        Set<String> scopes = Set.of(
                "openid",
                "fhirUser",
                "launch/patient",
                "online_access",
                "patient/Communication.crs",
                "patient/Group.rs",
                "patient/Patient.rs",
                "patient/Practitioner.rs");
        return Client.app(id, name, redirect, scopes, Optional.of(track), Purpose.PATRQT);
    }

    private Client clinicians(String id, String name, Track track) {
        Set<String> scopes = Set.of(
                "openid",
                "fhirUser",
                "online_access",
                "user/Communication.crs",
                "user/Group.rs",
                "user/Patient.rs",
                "user/Practitioner.rs");
        return Client.app(id, name, redirect, scopes, Optional.of(track), Purpose.TREAT);
    }
}
