package health.confidant.fhir.retention;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.BaseDateTimeType;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DecimalType;
import org.hl7.fhir.r4.model.Enumeration;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.PrimitiveType;
import org.hl7.fhir.r4.model.Property;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;

/**
 * Makes resources anonymous by Safe Harbor: of the patient and of partner, relatives, household and employers.
 *
 * <p>A list of what is kept, not of what is taken out: codes of public code systems, numbers, truth values, and the year
 * of a date. Whatever else a resource holds, today or in a later profile, is left behind: all text, names, identifiers,
 * addresses but the state, contacts, attachments, extensions, times. References lead only to resources of the same set,
 * whose new ids are random and kept nowhere (164.514(c): not derived from anything about the person).
 */
public final class SafeHarbor {
    /** Code systems that say what is the matter and never with whom. */
    private static final Set<String> PUBLIC = Set.of(
            "http://loinc.org",
            "http://snomed.info/sct",
            "http://hl7.org/fhir/sid/icd-10-cm",
            "http://hl7.org/fhir/sid/icd-10",
            "http://hl7.org/fhir/sid/cvx",
            "http://hl7.org/fhir/sid/ndc",
            "http://www.nlm.nih.gov/research/umls/rxnorm",
            "http://www.ama-assn.org/go/cpt",
            "http://unitsofmeasure.org",
            "urn:iso:std:iso:3166");

    private static final String HL7 = "http://terminology.hl7.org/CodeSystem/";

    /** Types about somebody else, about papers with names, or holding nothing but text. */
    private static final Set<String> LEFT_OUT = Set.of(
            "RelatedPerson",
            "Group",
            "Person",
            "Binary",
            "DocumentReference",
            "Media",
            "Communication",
            "Contract",
            "Consent",
            "Provenance",
            "AuditEvent",
            "Device",
            "Location",
            "Organization",
            "Practitioner",
            "PractitionerRole",
            "CareTeam",
            "Account",
            "Coverage");

    /** (C): ages over 89 are one. */
    private static final int OLDEST = 89;

    private final Supplier<String> ids;
    private final LocalDate today;

    /**
     * @param ids new ids, random
     * @param today for ages
     */
    public SafeHarbor(Supplier<String> ids, LocalDate today) {
        this.ids = ids;
        this.today = today;
    }

    /** The same records without anybody; those that would say nothing are left out. */
    public List<Resource> anonymise(List<? extends Resource> resources) {
        Map<String, String> renamed = new HashMap<>();
        List<? extends Resource> kept = resources.stream()
                .filter(resource -> !LEFT_OUT.contains(resource.fhirType()))
                .toList();
        for (Resource resource : kept) {
            renamed.put(
                    resource.fhirType() + "/" + resource.getIdElement().getIdPart(),
                    resource.fhirType() + "/" + ids.get());
        }
        return kept.stream().map(resource -> anonymous(resource, renamed)).toList();
    }

    private Resource anonymous(Resource resource, Map<String, String> renamed) {
        Resource anonymous = (Resource) copy(resource, renamed).orElseThrow();
        String id =
                renamed.get(resource.fhirType() + "/" + resource.getIdElement().getIdPart());
        anonymous.setId(id.substring(id.indexOf('/') + 1));
        if (anonymous instanceof Patient patient && old(patient)) {
            patient.setBirthDateElement(null);
        }
        return anonymous;
    }

    private boolean old(Patient patient) {
        return patient.hasBirthDate() && patient.getBirthDateElement().getYear() < today.getYear() - OLDEST;
    }

    /** A copy of what may be kept, or nothing. */
    private Optional<Base> copy(Base value, Map<String, String> renamed) {
        if (value instanceof PrimitiveType<?> primitive) {
            return primitive(primitive);
        }
        if (value instanceof Coding coding) {
            return open(coding.getSystem())
                    ? Optional.of(new Coding().setSystem(coding.getSystem()).setCode(coding.getCode()))
                    : Optional.empty();
        }
        if (value instanceof Quantity quantity) {
            return quantity(quantity);
        }
        if (value instanceof Reference reference) {
            String target = renamed.get(reference.getReferenceElement().getResourceType() + "/"
                    + reference.getReferenceElement().getIdPart());
            return Optional.ofNullable(target).map(Reference::new);
        }
        return switch (value.fhirType()) {
            case "Identifier",
                    "HumanName",
                    "ContactPoint",
                    "Attachment",
                    "Narrative",
                    "Annotation",
                    "Extension",
                    "Meta",
                    "Signature",
                    "SampledData" -> Optional.empty();
            case "Address" -> address(value);
            default -> complex(value, renamed);
        };
    }

    private Optional<Base> complex(Base value, Map<String, String> renamed) {
        Base copy = emptyOf(value);
        boolean said = value instanceof Resource;
        for (Property property : value.children()) {
            if (property.getName().equals("contained") || property.getName().equals("id")) {
                continue;
            }
            for (Base child : property.getValues()) {
                Optional<Base> kept = copy(child, renamed);
                if (kept.isPresent()) {
                    copy.setProperty(property.getName(), kept.get());
                    said = true;
                }
            }
        }
        return said ? Optional.of(copy) : Optional.empty();
    }

    private static Base emptyOf(Base value) {
        try {
            return value.getClass().getConstructor().newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Optional<Base> primitive(PrimitiveType<?> value) {
        if (!value.hasValue()) {
            return Optional.empty();
        }
        if (value instanceof BaseDateTimeType date) {
            return year(date);
        }
        boolean harmless = value instanceof BooleanType
                || value instanceof DecimalType
                || value instanceof IntegerType
                || value instanceof Enumeration<?>
                || value.getClass() == CodeType.class;
        return harmless ? Optional.of((Base) value.copy()) : Optional.empty();
    }

    /** (C): no element of a date but the year; an instant cannot be a year. */
    private static Optional<Base> year(BaseDateTimeType date) {
        String year = String.format("%04d", date.getYear());
        return switch (date.fhirType()) {
            case "date" -> Optional.of(new org.hl7.fhir.r4.model.DateType(year));
            case "dateTime" -> Optional.of(new org.hl7.fhir.r4.model.DateTimeType(year));
            default -> Optional.empty();
        };
    }

    private static Optional<Base> quantity(Quantity quantity) {
        if (!quantity.hasValue()) {
            return Optional.empty();
        }
        Quantity copy = (Quantity) emptyOf(quantity);
        copy.setValue(quantity.getValue());
        if (quantity.hasComparator()) {
            copy.setComparator(quantity.getComparator());
        }
        if (open(quantity.getSystem())) {
            copy.setSystem(quantity.getSystem()).setCode(quantity.getCode());
        }
        boolean years = "a".equals(quantity.getCode());
        if (years && quantity.getValue().intValue() > OLDEST) {
            copy.setValue(OLDEST + 1).setComparator(Quantity.QuantityComparator.GREATER_OR_EQUAL);
        }
        return Optional.of(copy);
    }

    /** (B): no smaller place than the state; a ZIP code's first digits would need the census, so none is kept. */
    private static Optional<Base> address(Base value) {
        org.hl7.fhir.r4.model.Address address = (org.hl7.fhir.r4.model.Address) value;
        boolean state = address.hasState() && address.getState().matches("[A-Z]{2}");
        return state ? Optional.of(new org.hl7.fhir.r4.model.Address().setState(address.getState())) : Optional.empty();
    }

    private static boolean open(String system) {
        return system != null && (PUBLIC.contains(system) || system.startsWith(HL7));
    }
}
