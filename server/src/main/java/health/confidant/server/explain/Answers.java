package health.confidant.server.explain;

import health.confidant.access.Owner;
import health.confidant.enforcement.ReleaseInterceptor;
import health.confidant.server.segment.Segments;
import org.hl7.fhir.r4.model.Parameters;

/** Marks an answer that an operation has made as being about a patient, so that it is recorded in that patient's log. */
public final class Answers {
    private final Segments segments;

    public Answers(Segments segments) {
        this.segments = segments;
    }

    /** @param name of the operation: what the log says was shown */
    public Parameters about(Owner owner, Parameters answer, String name) {
        answer.setId("Parameters/" + name);
        segments.privacy(owner).ifPresent(segment -> ReleaseInterceptor.about(answer, segment.id()));
        return ReleaseInterceptor.released(answer);
    }
}
