package health.confidant.fhir.subject;

import static java.util.Map.entry;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.*;

/**
 * The elements that say whom a resource is about, for each type: not the whole Patient compartment, where a payer, an
 * asserter or a recipient would put one partner's record into the other's (R4 compartment definition).
 */
final class SubjectElements {
    private static final Map<Class<?>, Function<Resource, Stream<Reference>>> BY_TYPE = Map.ofEntries(
            many(Account.class, Account::getSubject),
            one(AdverseEvent.class, AdverseEvent::getSubject),
            one(AllergyIntolerance.class, AllergyIntolerance::getPatient),
            many(Appointment.class, appointment -> appointment.getParticipant().stream()
                    .map(Appointment.AppointmentParticipantComponent::getActor)
                    .toList()),
            one(AppointmentResponse.class, AppointmentResponse::getActor),
            one(Basic.class, Basic::getSubject),
            one(BodyStructure.class, BodyStructure::getPatient),
            one(CarePlan.class, CarePlan::getSubject),
            one(CareTeam.class, CareTeam::getSubject),
            one(ChargeItem.class, ChargeItem::getSubject),
            one(Claim.class, Claim::getPatient),
            one(ClaimResponse.class, ClaimResponse::getPatient),
            one(ClinicalImpression.class, ClinicalImpression::getSubject),
            // A message is about every patient at either end of it, not only about its subject.
            many(
                    Communication.class,
                    message -> join(message.getSubject(), message.getSender(), message.getRecipient())),
            many(
                    CommunicationRequest.class,
                    message -> join(message.getSubject(), message.getSender(), message.getRecipient())),
            one(Composition.class, Composition::getSubject),
            one(Condition.class, Condition::getSubject),
            one(Consent.class, Consent::getPatient),
            many(Contract.class, Contract::getSubject),
            one(Coverage.class, Coverage::getBeneficiary),
            one(CoverageEligibilityRequest.class, CoverageEligibilityRequest::getPatient),
            one(CoverageEligibilityResponse.class, CoverageEligibilityResponse::getPatient),
            one(DetectedIssue.class, DetectedIssue::getPatient),
            one(Device.class, Device::getPatient),
            one(DeviceRequest.class, DeviceRequest::getSubject),
            one(DeviceUseStatement.class, DeviceUseStatement::getSubject),
            one(DiagnosticReport.class, DiagnosticReport::getSubject),
            one(DocumentManifest.class, DocumentManifest::getSubject),
            one(DocumentReference.class, DocumentReference::getSubject),
            one(Encounter.class, Encounter::getSubject),
            one(EnrollmentRequest.class, EnrollmentRequest::getCandidate),
            one(EpisodeOfCare.class, EpisodeOfCare::getPatient),
            one(ExplanationOfBenefit.class, ExplanationOfBenefit::getPatient),
            one(FamilyMemberHistory.class, FamilyMemberHistory::getPatient),
            one(Flag.class, Flag::getSubject),
            one(Goal.class, Goal::getSubject),
            one(GuidanceResponse.class, GuidanceResponse::getSubject),
            one(ImagingStudy.class, ImagingStudy::getSubject),
            one(Immunization.class, Immunization::getPatient),
            one(ImmunizationEvaluation.class, ImmunizationEvaluation::getPatient),
            one(ImmunizationRecommendation.class, ImmunizationRecommendation::getPatient),
            one(Invoice.class, Invoice::getSubject),
            one(ListResource.class, ListResource::getSubject),
            one(MeasureReport.class, MeasureReport::getSubject),
            one(Media.class, Media::getSubject),
            one(MedicationAdministration.class, MedicationAdministration::getSubject),
            one(MedicationDispense.class, MedicationDispense::getSubject),
            one(MedicationRequest.class, MedicationRequest::getSubject),
            one(MedicationStatement.class, MedicationStatement::getSubject),
            one(MolecularSequence.class, MolecularSequence::getPatient),
            one(NutritionOrder.class, NutritionOrder::getPatient),
            // focus: "the actual focus of an observation when it is not the patient of record", so also whose it is.
            many(
                    Observation.class,
                    observation -> join(observation.getSubject(), new Reference(), observation.getFocus())),
            one(Procedure.class, Procedure::getSubject),
            one(QuestionnaireResponse.class, QuestionnaireResponse::getSubject),
            one(RelatedPerson.class, RelatedPerson::getPatient),
            one(RequestGroup.class, RequestGroup::getSubject),
            one(ResearchSubject.class, ResearchSubject::getIndividual),
            one(RiskAssessment.class, RiskAssessment::getSubject),
            one(ServiceRequest.class, ServiceRequest::getSubject),
            one(Specimen.class, Specimen::getSubject),
            one(SupplyDelivery.class, SupplyDelivery::getPatient),
            one(Task.class, Task::getFor),
            one(VisionPrescription.class, VisionPrescription::getPatient));

    private SubjectElements() {}

    /** Empty for a type that is about nobody or that is not served. */
    static Stream<Reference> of(Resource resource) {
        return BY_TYPE.getOrDefault(resource.getClass(), any -> Stream.empty()).apply(resource);
    }

    private static <R extends Resource> Map.Entry<Class<?>, Function<Resource, Stream<Reference>>> one(
            Class<R> type, Function<R, Reference> element) {
        return many(type, resource -> List.of(element.apply(resource)));
    }

    private static <R extends Resource> Map.Entry<Class<?>, Function<Resource, Stream<Reference>>> many(
            Class<R> type, Function<R, ? extends Collection<Reference>> elements) {
        return entry(type, resource -> elements.apply(type.cast(resource)).stream());
    }

    private static List<Reference> join(Reference first, Reference second, List<Reference> others) {
        return Stream.concat(Stream.of(first, second), others.stream()).toList();
    }
}
