package health.confidant.enforcement;

import health.confidant.access.Segment;
import health.confidant.audit.AuditRecord;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The one way into the audit log. Every method either makes the records durable, in its time, or throws. */
public interface AuditSink {
    /** Durable when this returns, whatever becomes of the running transaction. */
    void append(List<AuditRecord> records);

    /** Durable before anything leaves of the answer that this thread makes; without one, nothing leaves. */
    void appendToAnswer(List<AuditRecord> records);

    /** Part of the running transaction: both are durable, or neither. */
    void appendInTransaction(List<AuditRecord> records);

    /** The patients whose record a segment is: its owner, or both partners of a couple; empty for the directory. */
    List<String> patients(int segment);

    /** References of the patient's consents: what a denial was decided on (IHE BALP, AuthZconsent). */
    List<String> consents(String patient);

    /** The segment, for its owner's key; empty if there is none of this id. */
    Optional<Segment> segment(int id);

    /** The segment of a resource that the caller could not see, for the log of the patient it belongs to. */
    Optional<Integer> segmentOf(String type, String id);

    /**
     * Whose records a search asked for, whoever asks: for their logs, and for nobody else's eyes. It takes the same steps
     * whether there is somebody or not.
     *
     * @param ids of resources of whatever type
     * @return references of patients
     */
    List<String> sought(Set<String> ids, List<Mark> marks);

    /**
     * A search for who bears something.
     *
     * @param url {@code [type]?[parameters]}
     * @param alternatives how many would do for one parameter
     */
    record Mark(String url, int alternatives) {}
}
