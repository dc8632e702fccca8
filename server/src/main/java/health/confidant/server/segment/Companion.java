package health.confidant.server.segment;

import health.confidant.access.Segment;

/** Something that belongs to a resource and is kept elsewhere: it goes where the resource goes. */
public interface Companion {
    /** In the transaction that moves the resource; what it throws undoes the move. */
    void moved(String reference, Segment target);
}
