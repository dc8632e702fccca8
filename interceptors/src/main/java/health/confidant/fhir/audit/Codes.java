package health.confidant.fhir.audit;

import health.confidant.fhir.CodeSystems;
import org.hl7.fhir.r4.model.Coding;

/** The codes of BALP events. Each call gives a new Coding: FHIR elements are mutable and have one parent. */
final class Codes {
    static final String BALP = "https://profiles.ihe.net/ITI/BALP/StructureDefinition/IHE.BasicAudit.";
    static final String AUTHORIZATION_SUBTYPE = "https://profiles.ihe.net/ITI/BALP/CodeSystem/AuthZsubType";
    static final String INTERACTION = "http://hl7.org/fhir/restful-interaction";

    static final Coding SOURCE = dicom("110153");
    static final Coding DESTINATION = dicom("110152");
    static final Coding APPLICATION = dicom("110150");
    static final Coding CUSTODIAN = hl7("provenance-participant-type", "custodian");

    private Codes() {}

    static Coding dicom(String code) {
        return new Coding()
                .setSystem("http://dicom.nema.org/resources/ontology/DCM")
                .setCode(code);
    }

    static Coding hl7(String system, String code) {
        return new Coding()
                .setSystem("http://terminology.hl7.org/CodeSystem/" + system)
                .setCode(code);
    }

    static Coding participation(String code) {
        return new Coding().setSystem(CodeSystems.PARTICIPATION_TYPE).setCode(code);
    }

    static Coding purpose(String code) {
        return new Coding().setSystem(CodeSystems.ACT_REASON).setCode(code);
    }
}
