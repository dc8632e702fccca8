package health.confidant.fhir.profile;

import ca.uhn.fhir.validation.ResultSeverityEnum;
import ca.uhn.fhir.validation.SingleValidationMessage;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The validator's messages as ours. Its texts quote what they complain about, so only what it says of rules is taken. */
final class Faults {
    private static final Pattern CONSTRAINT =
            Pattern.compile("Constraint failed: ([A-Za-z0-9.-]+): '([^']*(?:'[a-z][^']*)*)'.*", Pattern.DOTALL);
    private static final Pattern CARDINALITY =
            Pattern.compile("([A-Za-z0-9.\\[\\]:]+: (?:minimum required|max allowed) = \\d+).*", Pattern.DOTALL);
    private static final Pattern VALUE_SET = Pattern.compile(
            ".*?(https?://(?:hl7\\.org|terminology\\.hl7\\.org|confidant\\.health)/[A-Za-z0-9/._-]+).*",
            Pattern.DOTALL);
    private static final Pattern NOT_A_PATH = Pattern.compile("/\\*.*?\\*/|[^A-Za-z0-9.\\[\\]]");

    private Faults() {}

    /** Empty for what is no error, and for codes that are newer than R4's copy of HL7's terminology. */
    static Optional<Fault> of(SingleValidationMessage message) {
        boolean error = message.getSeverity().compareTo(ResultSeverityEnum.ERROR) >= 0;
        String id = String.valueOf(message.getMessageId());
        if (!error || unknownHere(id, message.getMessage())) {
            return Optional.empty();
        }
        String path =
                NOT_A_PATH.matcher(String.valueOf(message.getLocationString())).replaceAll("");
        return Optional.of(fault(path, id, message.getMessage()));
    }

    private static Fault fault(String path, String id, String text) {
        Matcher constraint = CONSTRAINT.matcher(text);
        if (constraint.matches()) {
            return new Fault(path, constraint.group(1), constraint.group(2));
        }
        Matcher cardinality = CARDINALITY.matcher(text);
        if (cardinality.matches()) {
            return new Fault(path, "cardinality", cardinality.group(1));
        }
        if (id.startsWith("Terminology_")) {
            Matcher valueSet = VALUE_SET.matcher(text);
            return new Fault(
                    path,
                    "binding",
                    "the code is not in the value set that is required here"
                            + (valueSet.matches() ? ", " + valueSet.group(1) : ""));
        }
        return new Fault(
                path, id.contains("/") ? "profile" : id, "the element is not what FHIR R4 or its profile asks for");
    }

    /** R4 was published with the terminology of 2018; a later code of HL7's is no mistake of the sender's. */
    private static boolean unknownHere(String id, String text) {
        return id.startsWith("Unknown_Code")
                || id.equals("Terminology_PassThrough_TX_Message")
                || text.startsWith("Unknown code ");
    }
}
