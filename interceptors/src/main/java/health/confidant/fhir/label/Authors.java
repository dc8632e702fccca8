package health.confidant.fhir.label;

import static java.util.Map.entry;

import health.confidant.fhir.References;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.*;

/** The elements that name the originator of a record; a SUD counseling note is for its originator alone (42 CFR 2.31(b)). */
final class Authors {
    private static final Map<Class<?>, Function<Resource, Stream<Reference>>> BY_TYPE = Map.ofEntries(
            some(AdverseEvent.class, event -> List.of(event.getRecorder())),
            some(AllergyIntolerance.class, allergy -> List.of(allergy.getRecorder(), allergy.getAsserter())),
            some(Basic.class, basic -> List.of(basic.getAuthor())),
            some(CarePlan.class, plan -> List.of(plan.getAuthor())),
            some(Claim.class, claim -> List.of(claim.getEnterer(), claim.getProvider())),
            some(ClinicalImpression.class, impression -> List.of(impression.getAssessor())),
            some(Communication.class, message -> List.of(message.getSender())),
            some(CommunicationRequest.class, message -> List.of(message.getRequester(), message.getSender())),
            some(Composition.class, Composition::getAuthor),
            some(Condition.class, condition -> List.of(condition.getRecorder(), condition.getAsserter())),
            some(Contract.class, contract -> List.of(contract.getAuthor())),
            some(DetectedIssue.class, issue -> List.of(issue.getAuthor())),
            some(DeviceRequest.class, request -> List.of(request.getRequester())),
            some(DiagnosticReport.class, DiagnosticReport::getPerformer),
            some(DocumentManifest.class, DocumentManifest::getAuthor),
            some(DocumentReference.class, DocumentReference::getAuthor),
            some(Encounter.class, encounter -> encounter.getParticipant().stream()
                    .map(Encounter.EncounterParticipantComponent::getIndividual)
                    .toList()),
            some(Flag.class, flag -> List.of(flag.getAuthor())),
            some(Goal.class, goal -> List.of(goal.getExpressedBy())),
            some(Immunization.class, immunization -> immunization.getPerformer().stream()
                    .map(Immunization.ImmunizationPerformerComponent::getActor)
                    .toList()),
            some(ListResource.class, list -> List.of(list.getSource())),
            some(Media.class, media -> List.of(media.getOperator())),
            some(MedicationAdministration.class, administration -> administration.getPerformer().stream()
                    .map(MedicationAdministration.MedicationAdministrationPerformerComponent::getActor)
                    .toList()),
            some(MedicationDispense.class, dispense -> dispense.getPerformer().stream()
                    .map(MedicationDispense.MedicationDispensePerformerComponent::getActor)
                    .toList()),
            some(MedicationRequest.class, request -> List.of(request.getRequester(), request.getRecorder())),
            some(MedicationStatement.class, statement -> List.of(statement.getInformationSource())),
            some(NutritionOrder.class, order -> List.of(order.getOrderer())),
            some(Observation.class, Observation::getPerformer),
            some(Procedure.class, procedure -> Stream.concat(
                            procedure.getPerformer().stream().map(Procedure.ProcedurePerformerComponent::getActor),
                            Stream.of(procedure.getRecorder(), procedure.getAsserter()))
                    .toList()),
            some(Provenance.class, provenance -> provenance.getAgent().stream()
                    .map(Provenance.ProvenanceAgentComponent::getWho)
                    .toList()),
            some(QuestionnaireResponse.class, response -> List.of(response.getAuthor(), response.getSource())),
            some(RequestGroup.class, group -> List.of(group.getAuthor())),
            some(RiskAssessment.class, assessment -> List.of(assessment.getPerformer())),
            some(ServiceRequest.class, request -> List.of(request.getRequester())),
            some(Task.class, task -> List.of(task.getRequester())));

    private Authors() {}

    /** In the order in which the resource names them, each once. */
    static List<String> of(Resource resource) {
        return BY_TYPE.getOrDefault(resource.getClass(), any -> Stream.empty())
                .apply(resource)
                .map(References::literal)
                .flatMap(Optional::stream)
                .distinct()
                .toList();
    }

    private static <R extends Resource> Map.Entry<Class<?>, Function<Resource, Stream<Reference>>> some(
            Class<R> type, Function<R, ? extends Collection<Reference>> elements) {
        return entry(type, resource -> elements.apply(type.cast(resource)).stream());
    }
}
