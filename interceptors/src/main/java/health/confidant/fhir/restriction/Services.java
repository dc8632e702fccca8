package health.confidant.fhir.restriction;

import health.confidant.access.Period;
import health.confidant.fhir.Periods;
import health.confidant.fhir.References;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Claim;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.CoverageEligibilityRequest;
import org.hl7.fhir.r4.model.DateType;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.Type;

/**
 * What a claim or a question to a plan would tell it.
 *
 * @param patient as written
 * @param insurers plans that it names itself
 * @param coverages through which it reaches others
 */
public record Services(String patient, Set<String> insurers, Set<String> coverages, List<Service> services) {
    /** @param codes {@code system|code} */
    public record Service(Set<String> codes, Period period) {}

    public Services {
        insurers = Set.copyOf(insurers);
        coverages = Set.copyOf(coverages);
        services = List.copyOf(services);
    }

    /** Empty for a resource that tells a plan nothing. */
    public static Optional<Services> of(Resource resource) {
        if (resource instanceof Claim claim && claim.getStatus() != Claim.ClaimStatus.CANCELLED) {
            return Optional.of(of(claim));
        }
        return resource instanceof CoverageEligibilityRequest request ? Optional.of(of(request)) : Optional.empty();
    }

    private static Services of(Claim claim) {
        Period whole = Periods.of(claim.getBillablePeriod());
        List<Service> services = new ArrayList<>();
        claim.getItem()
                .forEach(item -> services.add(new Service(
                        codes(item.getProductOrService()), item.hasServiced() ? period(item.getServiced()) : whole)));
        if (services.isEmpty()) {
            services.add(new Service(Set.of(), whole));
        }
        return new Services(
                text(claim.getPatient()),
                literals(Stream.of(claim.getInsurer())),
                literals(claim.getInsurance().stream().map(insurance -> insurance.getCoverage())),
                services);
    }

    private static Services of(CoverageEligibilityRequest request) {
        Period whole = request.hasServiced() ? period(request.getServiced()) : Period.ALWAYS;
        List<Service> services = new ArrayList<>();
        request.getItem().forEach(item -> services.add(new Service(codes(item.getProductOrService()), whole)));
        if (services.isEmpty()) {
            services.add(new Service(Set.of(), whole));
        }
        return new Services(
                text(request.getPatient()),
                literals(Stream.of(request.getInsurer())),
                literals(request.getInsurance().stream().map(insurance -> insurance.getCoverage())),
                services);
    }

    /** Whether that service is one of these, as far as both say: what is left open may be anything. */
    public static boolean meet(Service service, Set<String> codes, Period period) {
        boolean sameTime = service.period().start().isBefore(period.end())
                && period.start().isBefore(service.period().end());
        boolean sameKind = codes.isEmpty()
                || service.codes().isEmpty()
                || service.codes().stream().anyMatch(codes::contains);
        return sameTime && sameKind;
    }

    private static Period period(Type serviced) {
        if (serviced instanceof DateType date) {
            org.hl7.fhir.r4.model.Period day = new org.hl7.fhir.r4.model.Period();
            day.setStartElement(new org.hl7.fhir.r4.model.DateTimeType(date.getValueAsString()));
            day.setEndElement(new org.hl7.fhir.r4.model.DateTimeType(date.getValueAsString()));
            return Periods.of(day);
        }
        return Periods.of((org.hl7.fhir.r4.model.Period) serviced);
    }

    private static Set<String> codes(CodeableConcept concept) {
        return concept.getCoding().stream()
                .map(coding -> coding.getSystem() + "|" + coding.getCode())
                .collect(Collectors.toSet());
    }

    private static Set<String> literals(Stream<Reference> references) {
        return references.map(References::literal).flatMap(Optional::stream).collect(Collectors.toSet());
    }

    private static String text(Reference reference) {
        return References.literal(reference).orElse("");
    }
}
