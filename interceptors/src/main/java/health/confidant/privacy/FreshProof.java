package health.confidant.privacy;

import health.confidant.access.Actor;
import health.confidant.access.Assurance;
import health.confidant.access.Role;
import health.confidant.access.Segment;
import health.confidant.access.Track;

/**
 * Who shows anew who they are, before what: a privacy officer before an act, staff before a bill, everybody before a
 * device that reads messages. Systems sign each request for a token, and patients may have one factor alone.
 *
 * <p>45 CFR 164.312(d); source document (billing specialists, privacy officer).
 */
public final class FreshProof {
    private FreshProof() {}

    public static boolean wanted(Actor actor, boolean act) {
        return act && actor.is(Role.PRIVACY_OFFICER);
    }

    /** Of a document that lies in this segment. */
    public static boolean wanted(Actor actor, boolean act, Segment segment) {
        boolean bill = segment.track() == Track.BILLING && actor.reference().startsWith("Practitioner/");
        return bill || wanted(actor, act);
    }

    /**
     * How somebody must have signed in a short while ago whose new device will read what is written from then on.
     *
     * @param enrolled whether the person has a second factor; who is no patient needs one to sign in
     */
    public static Assurance.Level ofDevice(Actor actor, boolean enrolled) {
        boolean patient = actor.reference().startsWith("Patient/");
        return patient && !enrolled ? Assurance.Level.PASSWORD : Assurance.Level.MULTI_FACTOR;
    }
}
