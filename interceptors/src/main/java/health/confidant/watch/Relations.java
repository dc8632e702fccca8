package health.confidant.watch;

/** What the rules need to know of the people that records name. */
public interface Relations {
    /** Whether both are partners of one couple; references. */
    boolean partners(String agent, String patient);

    /** Whether somebody here would know the patient: a colleague, or somebody whom the officer marked. */
    boolean marked(String patient);
}
