package health.confidant.server.oracle;

import java.util.Set;

/**
 * A record as the rules see it.
 *
 * @param owner name of the patient or the couple whose record it is; of a staff paper its holder
 * @param track individual, couples, billing, general, privacy; staff for papers of staff
 * @param labels codes: one confidentiality, 42CFRPart2, sensitivities
 * @param codes every code in it, with its system after a space, as far as rules of a world ask for them
 * @param source the outside system that brought it, or empty
 * @param day when its data is from, or null
 * @param selected codes that a directive names to say what it is about others; only a denial reaches it by them
 */
record Held(
        String name,
        String type,
        String owner,
        boolean couples,
        String track,
        Set<String> labels,
        Set<String> codes,
        String author,
        String source,
        boolean note,
        String day,
        Set<String> selected) {
    /** The Communications of a world are messages that are encrypted end to end (ADR 0065). */
    boolean message() {
        return type.equals("Communication");
    }
}
