package health.confidant.fhir.explain;

import health.confidant.access.CitedRule;
import health.confidant.access.Purpose;
import java.util.List;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Parameters.ParametersParameterComponent;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.StringType;

/** Who may see, one parameter {@code recipient} for each person or organisation and track. */
public final class AccessLists {
    /**
     * @param reference of who may see, or empty where the reader may not know it
     * @param couple whether it is of the couple's own records, not of the patient's
     * @param because the rules that permit it
     */
    public record Line(
            String reference, String display, String track, boolean couple, Purpose purpose, List<CitedRule> because) {
        public Line {
            because = List.copyOf(because);
        }
    }

    private AccessLists() {}

    public static Parameters of(List<Line> lines) {
        Parameters answer = new Parameters();
        for (Line line : lines) {
            ParametersParameterComponent recipient = answer.addParameter().setName("recipient");
            Reference who = new Reference().setDisplay(line.display().isEmpty() ? null : line.display());
            recipient
                    .addPart()
                    .setName("who")
                    .setValue(line.reference().isEmpty() ? who : who.setReference(line.reference()));
            recipient.addPart().setName("track").setValue(new CodeType(line.track()));
            recipient.addPart().setName("couple").setValue(new BooleanType(line.couple()));
            recipient
                    .addPart()
                    .setName("purpose")
                    .setValue(new CodeType(line.purpose().name()));
            line.because().forEach(rule -> because(recipient, rule));
        }
        return answer;
    }

    static void because(ParametersParameterComponent parent, CitedRule cited) {
        ParametersParameterComponent because = parent.addPart().setName("because");
        because.addPart().setName("policy").setValue(new CodeType(cited.policy().name()));
        because.addPart().setName("says").setValue(new StringType(cited.rule().because()));
        because.addPart()
                .setName("basis")
                .setValue(new StringType(cited.policy().basis()));
    }
}
