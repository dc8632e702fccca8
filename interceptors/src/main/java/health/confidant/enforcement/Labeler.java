package health.confidant.enforcement;

import ca.uhn.fhir.rest.api.server.RequestDetails;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Bundle;

/** Labels resources on their way in and says in which segment each will live. */
public interface Labeler {
    /** Assigns ids, strips and stamps labels, and finds the segment of every entry that writes. */
    void label(RequestDetails request, Bundle bundle);

    /** The same for one resource of a create or an update; returns its segment, HAPI's partition id. */
    int label(RequestDetails request, IBaseResource resource);

    /** Labels what a patch made of a stored resource, unless it is labelled already. */
    void relabel(RequestDetails request, IBaseResource resource);

    /** Moves a stored resource, its indexes and its history when its labels changed; in the running transaction. */
    void move(RequestDetails request, IBaseResource stored);

    /** Keeps the facts that decisions need in step with the resource; in the running transaction. */
    void project(RequestDetails request, IBaseResource stored, boolean deleted);

    /** Whether this caller sees the instance; one database look-up. */
    boolean visible(RequestDetails request, String type, String id);
}
