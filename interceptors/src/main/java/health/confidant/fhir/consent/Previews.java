package health.confidant.fhir.consent;

import health.confidant.access.Purpose;
import java.util.List;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Parameters.ParametersParameterComponent;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.StringType;

/** What a draft consent would change, one parameter {@code recipient} for each person or organisation that it touches. */
public final class Previews {
    /** The counts are of all, the lists of the first so many. */
    private static final int LISTED = 200;

    /** @param gains references of records that they would see and do not see now */
    public record Change(String reference, String display, Purpose purpose, List<String> gains, List<String> losses) {
        public Change {
            gains = List.copyOf(gains);
            losses = List.copyOf(losses);
        }
    }

    private Previews() {}

    public static Parameters of(List<Change> changes) {
        Parameters answer = new Parameters();
        for (Change change : changes) {
            ParametersParameterComponent recipient = answer.addParameter().setName("recipient");
            recipient
                    .addPart()
                    .setName("who")
                    .setValue(new Reference(change.reference())
                            .setDisplay(change.display().isEmpty() ? null : change.display()));
            recipient
                    .addPart()
                    .setName("purpose")
                    .setValue(new CodeType(change.purpose().name()));
            recipient
                    .addPart()
                    .setName("gains")
                    .setValue(new IntegerType(change.gains().size()));
            recipient
                    .addPart()
                    .setName("loses")
                    .setValue(new IntegerType(change.losses().size()));
            list(recipient, "gain", change.gains());
            list(recipient, "loss", change.losses());
        }
        answer.addParameter()
                .setName("note")
                .setValue(new StringType(
                        "Of the patient's own records that you see. Records about both partners also need the other"
                                + " partner's permit."));
        return answer;
    }

    private static void list(ParametersParameterComponent recipient, String name, List<String> references) {
        references.stream()
                .sorted()
                .limit(LISTED)
                .forEach(reference -> recipient.addPart().setName(name).setValue(new Reference(reference)));
    }
}
