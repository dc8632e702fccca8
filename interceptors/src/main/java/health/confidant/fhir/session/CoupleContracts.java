package health.confidant.fhir.session;

import health.confidant.access.Period;
import health.confidant.fhir.Periods;
import health.confidant.fhir.References;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.Contract;
import org.hl7.fhir.r4.model.Contract.ContractStatus;
import org.hl7.fhir.r4.model.Reference;

/** The confidentiality contract of a couple: executed, about privacy, with the signatures that it bears. */
public final class CoupleContracts {
    private static final String TYPES = "http://terminology.hl7.org/CodeSystem/contract-type";

    /** @param partners who has signed, with a date; references as written */
    public record Signed(String couple, Set<String> partners, Period period) {
        public Signed {
            partners = Set.copyOf(partners);
        }
    }

    private CoupleContracts() {}

    /** Empty for what is not such a contract, or not in force. */
    public static Optional<Signed> of(Contract contract) {
        List<Reference> subjects = contract.getSubject();
        boolean couple = subjects.size() == 1
                && References.type(subjects.get(0)).filter("Group"::equals).isPresent();
        Period period = Periods.of(contract.getApplies());
        if (!couple
                || contract.getStatus() != ContractStatus.EXECUTED
                || !contract.getType().hasCoding(TYPES, "privacy")
                || contract.hasModifierExtension()
                || period.equals(Periods.NEVER)) {
            return Optional.empty();
        }
        Set<String> partners = contract.getSigner().stream()
                .filter(signer -> signer.getSignature().stream().anyMatch(signature -> signature.hasWhen()))
                .flatMap(signer -> References.literal(signer.getParty()).stream())
                .filter(party -> party.startsWith("Patient/"))
                .collect(Collectors.toSet());
        return References.literal(subjects.get(0)).map(group -> new Signed(group, partners, period));
    }
}
