package health.confidant.fhir.standing;

import health.confidant.access.Period;
import health.confidant.access.Purpose;
import health.confidant.access.StandingFact.Kind;
import health.confidant.access.Track;
import health.confidant.fhir.CodeSystems;
import health.confidant.fhir.Periods;
import health.confidant.fhir.References;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Contract;
import org.hl7.fhir.r4.model.Contract.ContractStatus;
import org.hl7.fhir.r4.model.Contract.SecurityLabelComponent;
import org.hl7.fhir.r4.model.Practitioner;
import org.hl7.fhir.r4.model.Resource;

/**
 * What a resource proves of somebody's standing. Whatever is not understood proves nothing: a contract that is not
 * executed, not signed by whom it is with, or modified; a qualification without an end; an agreement without tracks and
 * purposes covers none.
 */
public final class Standings {
    /** A code of {@link CodeSystems#STAFF_PAPER}. */
    public static final String TRAINING = "privacy-training";

    private static final Map<String, Kind> CONTRACTS = Map.of(
            "confidentiality", Kind.CONFIDENTIALITY,
            "qualified-service", Kind.AGREEMENT,
            "business-associate", Kind.AGREEMENT);

    private Standings() {}

    public static List<StandingDraft> of(Resource resource) {
        if (resource instanceof Practitioner practitioner) {
            return trainings(practitioner);
        }
        return resource instanceof Contract contract
                ? agreement(contract).stream().toList()
                : List.of();
    }

    private static List<StandingDraft> trainings(Practitioner practitioner) {
        String holder = "Practitioner/" + practitioner.getIdElement().getIdPart();
        return practitioner.getQualification().stream()
                .filter(qualification -> qualification.getCode().hasCoding(CodeSystems.STAFF_PAPER, TRAINING))
                .filter(qualification -> qualification.getPeriod().hasEnd())
                .map(qualification -> new StandingDraft(
                        holder, Kind.TRAINING, Set.of(), Set.of(), Periods.of(qualification.getPeriod())))
                .toList();
    }

    private static Optional<StandingDraft> agreement(Contract contract) {
        Optional<Kind> kind = contract.getType().getCoding().stream()
                .filter(coding -> CodeSystems.STAFF_PAPER.equals(coding.getSystem()))
                .flatMap(coding -> Stream.ofNullable(CONTRACTS.get(coding.getCode())))
                .findFirst();
        Optional<String> holder = StaffPapers.holder(contract).filter(party -> signed(contract, party));
        Period period = Periods.of(contract.getApplies());
        if (kind.isEmpty()
                || holder.isEmpty()
                || contract.getStatus() != ContractStatus.EXECUTED
                || contract.hasModifierExtension()
                || period.equals(Periods.NEVER)) {
            return Optional.empty();
        }
        boolean agreement = kind.get() == Kind.AGREEMENT;
        return Optional.of(new StandingDraft(
                holder.get(),
                kind.get(),
                agreement ? tracks(contract) : Set.of(),
                agreement ? purposes(contract) : Set.of(),
                period));
    }

    private static boolean signed(Contract contract, String party) {
        return contract.getSigner().stream()
                .filter(signer -> References.literal(signer.getParty())
                        .filter(party::equals)
                        .isPresent())
                .anyMatch(signer -> signer.getSignature().stream().anyMatch(signature -> signature.hasWhen()));
    }

    private static Set<Track> tracks(Contract contract) {
        Set<Track> tracks = EnumSet.noneOf(Track.class);
        codings(contract, SecurityLabelComponent::getCategory, CodeSystems.TRACK)
                .flatMap(coding -> Arrays.stream(Track.values())
                        .filter(track -> track.code().equals(coding.getCode())))
                .forEach(tracks::add);
        return tracks;
    }

    private static Set<Purpose> purposes(Contract contract) {
        Set<Purpose> purposes = EnumSet.noneOf(Purpose.class);
        codings(contract, SecurityLabelComponent::getControl, CodeSystems.ACT_REASON)
                .flatMap(coding -> Arrays.stream(Purpose.values())
                        .filter(purpose -> purpose.name().equals(coding.getCode())))
                .forEach(purposes::add);
        return purposes;
    }

    private static Stream<Coding> codings(
            Contract contract,
            java.util.function.Function<SecurityLabelComponent, List<Coding>> element,
            String system) {
        return contract.getTerm().stream()
                .flatMap(term -> term.getSecurityLabel().stream())
                .flatMap(label -> element.apply(label).stream())
                .filter(coding -> system.equals(coding.getSystem()));
    }
}
