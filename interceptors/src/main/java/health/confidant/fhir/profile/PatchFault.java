package health.confidant.fhir.profile;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What HAPI's strict parser says of the resource that a JSON Patch makes, as a fault: which element it is, never the value
 * that HAPI quotes.
 */
public final class PatchFault {
    private static final Pattern ELEMENT = Pattern.compile("HAPI-18\\d\\d: (?:\\[element=\"([A-Za-z]{1,64})\"]"
            + "|Unknown element '([A-Za-z]{1,64})'|Found incorrect type for element (_?[A-Za-z]{1,64}) "
            + "|Multiple repetitions of non-repeatable element '([A-Za-z]{1,64})')");

    private PatchFault() {}

    /** HAPI's FHIRPath Patch does not look whether there is an element of the name that it shall add to. */
    public static boolean causes(Throwable thrown) {
        for (Throwable t = thrown; t != null; t = t.getCause()) {
            StackTraceElement[] stack = t.getStackTrace();
            if (t instanceof NullPointerException
                    && stack.length > 0
                    && stack[0].getClassName().equals("ca.uhn.fhir.jpa.patch.FhirPatch")) {
                return true;
            }
        }
        return false;
    }

    /** @param text of the exception HAPI-1271, or nothing */
    public static Fault of(String text) {
        Matcher element = ELEMENT.matcher(text);
        String path = "";
        if (element.find()) {
            for (int group = 1; group <= element.groupCount(); group++) {
                path = element.group(group) == null ? path : element.group(group);
            }
        }
        return new Fault(path, "patch", "what the patch makes has an element that FHIR R4 does not know in this form");
    }
}
