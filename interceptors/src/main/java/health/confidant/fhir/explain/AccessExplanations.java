package health.confidant.fhir.explain;

import health.confidant.access.CitedRule;
import health.confidant.access.Interaction;
import health.confidant.access.Purpose;
import health.confidant.access.Rule;
import java.util.List;
import java.util.Set;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Parameters.ParametersParameterComponent;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.StringType;

/** One person's access to one record: whether, and every rule that spoke. */
public final class AccessExplanations {
    private AccessExplanations() {}

    /**
     * @param rules those that the reader may know
     * @param note what else there is to say, or empty
     */
    public static Parameters of(
            String who, Purpose purpose, boolean read, boolean write, List<CitedRule> rules, String note) {
        Parameters answer = new Parameters();
        answer.addParameter().setName("who").setValue(new Reference(who));
        answer.addParameter().setName("purpose").setValue(new CodeType(purpose.name()));
        answer.addParameter().setName("read").setValue(new BooleanType(read));
        answer.addParameter().setName("write").setValue(new BooleanType(write));
        for (CitedRule cited : rules) {
            ParametersParameterComponent rule = answer.addParameter().setName("rule");
            rule.addPart().setName("effect").setValue(new CodeType(effect(cited.rule())));
            interactions(cited.rule()).forEach(interaction -> rule.addPart()
                    .setName("interaction")
                    .setValue(new CodeType(interaction.name().toLowerCase(java.util.Locale.ROOT))));
            AccessLists.because(rule, cited);
        }
        if (!note.isEmpty()) {
            answer.addParameter().setName("note").setValue(new StringType(note));
        }
        return answer;
    }

    private static String effect(Rule rule) {
        if (rule instanceof Rule.Permit) {
            return "permit";
        }
        return rule instanceof Rule.Forbid ? "forbid" : "oblige";
    }

    private static List<Interaction> interactions(Rule rule) {
        Set<Interaction> interactions = rule instanceof Rule.Permit permit
                ? permit.interactions()
                : rule instanceof Rule.Forbid forbid ? forbid.interactions() : Set.of();
        return interactions.stream().sorted().toList();
    }
}
