package health.confidant.server.authorization;

/** The notice to patients (42 CFR 2.22; 45 CFR 164.520) in the version that is in force, and who has acknowledged it. */
public interface NoticeBoard {
    /** A code of the notice-version code system. */
    String version();

    /** @param patient {@code Patient/[id]} */
    boolean acknowledged(String patient);

    /**
     * Writes down that the patient has read it, once for each version.
     *
     * @param address from where they did
     */
    void acknowledge(String patient, String address);
}
