package health.confidant.server.noninterference;

import health.confidant.ig.World;
import java.util.List;
import java.util.stream.Collectors;

/** Resources of the kinds that the program keeps, as JSON. */
public final class Records {
    private static final String TRACK = "https://confidant.health/fhir/CodeSystem/track";

    private Records() {}

    public static String program() {
        return "Organization/" + World.id("Organization/program");
    }

    public static String patient(String id, String family, String given, String gender, String born) {
        return """
                {"resourceType":"Patient","id":"%s","active":true,"name":[{"family":"%s","given":["%s"]}],
                 "identifier":[{"system":"https://confidant.health/id/patient","value":"R-%s"}],
                 "gender":"%s","birthDate":"%s"}"""
                .formatted(id, family, given, id, gender, born);
    }

    public static String practitioner(String id, String family) {
        return """
                {"resourceType":"Practitioner","id":"%s","active":true,"name":[{"family":"%s"}],
                 "identifier":[{"system":"https://confidant.health/id/practitioner","value":"R-%s"}],
                 "qualification":[{"code":{"coding":[{"system":"https://confidant.health/fhir/CodeSystem/staff-paper",
                 "code":"privacy-training"}]},"period":{"start":"2026-02-16","end":"2031-02-16"},
                 "issuer":{"reference":"%s"}}]}"""
                .formatted(id, family, id, program());
    }

    /** The confidentiality agreement of a couples therapist. */
    public static String agreement(String id, String practitioner) {
        return """
                {"resourceType":"Contract","id":"%s","status":"executed",
                 "applies":{"start":"2026-02-16","end":"2031-02-16"},"subject":[{"reference":"%s"}],
                 "type":{"coding":[{"system":"https://confidant.health/fhir/CodeSystem/staff-paper",
                 "code":"confidentiality"}]},
                 "signer":[{"type":{"system":"http://terminology.hl7.org/CodeSystem/contractsignertypecodes",
                 "code":"PRIMAUTH"},"party":{"reference":"%s"},"signature":[{"type":[{"system":
                 "urn:iso-astm:E1762-95:2013","code":"1.2.840.10065.1.12.1.1"}],"when":"2026-02-16T09:00:00Z",
                 "who":{"reference":"%s"}}]}]}"""
                .formatted(id, practitioner, practitioner, practitioner);
    }

    /** The confidentiality contract of a couple, signed by these partners. */
    public static String contract(String id, String couple, String... partners) {
        String signers = java.util.stream.Stream.of(partners)
                .map(partner ->
                        """
                        {"type":{"system":"http://terminology.hl7.org/CodeSystem/contractsignertypecodes",
                         "code":"PRIMAUTH"},"party":{"reference":"%s"},"signature":[{"type":[{"system":
                         "urn:iso-astm:E1762-95:2013","code":"1.2.840.10065.1.12.1.1"}],"when":"2026-03-01T09:00:00Z",
                         "who":{"reference":"%s"}}]}"""
                                .formatted(partner, partner))
                .collect(Collectors.joining(","));
        return """
                {"resourceType":"Contract","id":"%s","status":"executed","applies":{"start":"2026-03-01"},
                 "subject":[{"reference":"%s"}],"type":{"coding":[{"system":
                 "http://terminology.hl7.org/CodeSystem/contract-type","code":"privacy"}]},
                 "term":[{"offer":{"text":"No recording, no disclosure."}}],"signer":[%s]}"""
                .formatted(id, couple, signers);
    }

    /** The patient acknowledges the notice of 42 CFR 2.22. */
    public static String notice(String id, String patient) {
        return """
                {"resourceType":"DocumentReference","id":"%s","status":"current","type":{"coding":[{"system":
                 "http://terminology.hl7.org/CodeSystem/consentcategorycodes","code":"npp"}]},
                 "subject":{"reference":"%s"},"date":"2026-03-01T09:02:00Z","author":[{"reference":"%s"}],
                 "content":[{"attachment":{"contentType":"text/plain","data":"UmVhZC4="},"format":{"system":
                 "https://confidant.health/fhir/CodeSystem/notice-version","code":"2026-02"}}]}"""
                .formatted(id, patient, patient);
    }

    public static String couple(String id, String one, String other, boolean otherLeft) {
        return """
                {"resourceType":"Group","id":"%s","active":true,"type":"person","actual":true,
                 "code":{"coding":[{"system":"https://confidant.health/fhir/CodeSystem/group-kind",
                                    "code":"treatment-pair"}]},
                 "member":[{"entity":{"reference":"%s"}},{"entity":{"reference":"%s"},"inactive":%s}]}"""
                .formatted(id, one, other, otherLeft);
    }

    public static String team(String id, String status, String track, String subject, List<String> members) {
        String participants = members.stream()
                .map(member -> "{\"role\":[{\"coding\":[{\"system\":\"http://nucc.org/provider-taxonomy\","
                        + "\"code\":\"101YA0400X\"}]}],\"member\":{\"reference\":\"" + member + "\"}}")
                .collect(Collectors.joining(","));
        return """
                {"resourceType":"CareTeam","id":"%s","status":"%s","name":"Team",
                 "category":[{"coding":[{"system":"%s","code":"%s"}]}],
                 "subject":{"reference":"%s"},"participant":[%s]}"""
                .formatted(id, status, TRACK, track, subject, participants);
    }

    /** @param period a FHIR Period as JSON */
    public static String consent(
            String id,
            String status,
            String patient,
            String type,
            String recipient,
            String track,
            String purpose,
            String period) {
        return """
                {"resourceType":"Consent","id":"%s","status":"%s",
                 "scope":{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/consentscope",
                                     "code":"patient-privacy"}]},
                 "category":[{"coding":[{"system":"http://loinc.org","code":"59284-0"}]}],
                 "patient":{"reference":"%s"},"dateTime":"2026-03-01T09:12:00Z","performer":[{"reference":"%s"}],
                 "organization":[{"reference":"%s"}],
                 "sourceAttachment":{"contentType":"text/plain","data":"U2lnbmVkLg=="},
                 "policy":[{"uri":"https://confidant.health/policy/part2-consent/2026-02"}],
                 "provision":{"type":"%s","period":%s,
                   "actor":[{"role":{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/v3-ParticipationType",
                                                "code":"IRCP"}]},"reference":{"reference":"%s"}}],
                   "securityLabel":[{"system":"%s","code":"%s"}],
                   "purpose":[{"system":"http://terminology.hl7.org/CodeSystem/v3-ActReason","code":"%s"}]}}"""
                .formatted(id, status, patient, patient, program(), type, period, recipient, TRACK, track, purpose);
    }

    /** @param provision the root provision as JSON */
    public static String consentWith(String id, String status, String patient, String provision) {
        return """
                {"resourceType":"Consent","id":"%s","status":"%s",
                 "scope":{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/consentscope",
                                     "code":"patient-privacy"}]},
                 "category":[{"coding":[{"system":"http://loinc.org","code":"59284-0"}]}],
                 "patient":{"reference":"%s"},"dateTime":"2026-03-01T09:12:00Z","performer":[{"reference":"%s"}],
                 "organization":[{"reference":"%s"}],
                 "sourceAttachment":{"contentType":"text/plain","data":"U2lnbmVkLg=="},
                 "policy":[{"uri":"https://confidant.health/policy/part2-consent/2026-02"}],
                 "provision":%s}"""
                .formatted(id, status, patient, patient, program(), provision);
    }

    /** An actor in the role IRCP, as JSON. */
    public static String recipient(String reference) {
        return """
                {"role":{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/v3-ParticipationType",
                                    "code":"IRCP"}]},"reference":{"reference":"%s"}}"""
                .formatted(reference);
    }

    public static String observation(String id, String subject, String author, String status, String code, String day) {
        return """
                {"resourceType":"Observation","id":"%s","status":"%s","code":{"coding":[{"system":"http://loinc.org",
                 "code":"%s"}]},"subject":{"reference":"%s"},"performer":[{"reference":"%s"}],
                 "effectiveDateTime":"%s","valueInteger":3}"""
                .formatted(id, status, code, subject, author, day);
    }

    public static String encounter(String id, String subject, String author, String day) {
        return """
                {"resourceType":"Encounter","id":"%s","status":"finished","class":{"system":
                 "http://terminology.hl7.org/CodeSystem/v3-ActCode","code":"VR"},"subject":{"reference":"%s"},
                 "participant":[{"individual":{"reference":"%s"}}],"period":{"start":"%s","end":"%s"},
                 "hospitalization":{"dischargeDisposition":{"coding":[{"system":
                 "http://terminology.hl7.org/CodeSystem/discharge-disposition","code":"home"}]}}}"""
                .formatted(id, subject, author, day, day);
    }

    static String condition(String id, String subject, String author, String encounter, String code, String day) {
        return """
                {"resourceType":"Condition","id":"%s","extension":[{"url":
                 "http://hl7.org/fhir/StructureDefinition/condition-assertedDate","valueDateTime":"%s"}],
                 "code":{"coding":[{"system":"http://hl7.org/fhir/sid/icd-10-cm","code":"%s"}]},
                 "subject":{"reference":"%s"},"encounter":{"reference":"%s"},"recordedDate":"%s",
                 "recorder":{"reference":"%s"}}"""
                .formatted(id, day, code, subject, encounter, day, author);
    }

    static String medication(String id, String subject, String author, String encounter, String day) {
        return """
                {"resourceType":"MedicationRequest","id":"%s","status":"active","intent":"order",
                 "medicationCodeableConcept":{"coding":[{"system":"http://www.nlm.nih.gov/research/umls/rxnorm",
                 "code":"1819"}]},"subject":{"reference":"%s"},"encounter":{"reference":"%s"},"authoredOn":"%s",
                 "requester":{"reference":"%s"}}"""
                .formatted(id, subject, encounter, day, author);
    }

    static String goal(String id, String subject, String author, String day) {
        return """
                {"resourceType":"Goal","id":"%s","lifecycleStatus":"active","description":{"coding":[{"system":
                 "http://snomed.info/sct","code":"193462001"}],"text":"A quiet week"},
                 "subject":{"reference":"%s"},"startDate":"%s","expressedBy":{"reference":"%s"}}"""
                .formatted(id, subject, day, author);
    }

    static String plan(String id, String subject, String author, String goal, String day) {
        return """
                {"resourceType":"CarePlan","id":"%s","status":"active","intent":"plan","title":"Plan",
                 "subject":{"reference":"%s"},"period":{"start":"%s"},"author":{"reference":"%s"},
                 "goal":[{"reference":"%s"}]}"""
                .formatted(id, subject, day, author, goal);
    }

    public static String note(String id, String subject, String author, boolean counseling, String day) {
        String category = counseling
                ? "\"category\":[{\"coding\":[{\"system\":\"https://confidant.health/fhir/CodeSystem/note-class\","
                        + "\"code\":\"sud-counseling-note\"}]}],"
                : "";
        return """
                {"resourceType":"DocumentReference","id":"%s","status":"current",%s
                 "type":{"coding":[{"system":"http://loinc.org","code":"11488-4"}]},"subject":{"reference":"%s"},
                 "date":"%sT10:00:00Z","author":[{"reference":"%s"}],
                 "content":[{"attachment":{"contentType":"text/plain","data":"Tm90ZS4="}}]}"""
                .formatted(id, category, subject, day, author);
    }

    public static String appointment(String id, String patient, String practitioner, String day) {
        return """
                {"resourceType":"Appointment","id":"%s","status":"booked","start":"%sT16:00:00Z","end":"%sT16:50:00Z",
                 "participant":[{"actor":{"reference":"%s"},"status":"accepted"},
                                {"actor":{"reference":"%s"},"status":"accepted"}]}"""
                .formatted(id, day, day, patient, practitioner);
    }

    public static String coverage(String id, String patient, String payer) {
        return """
                {"resourceType":"Coverage","id":"%s","status":"active","beneficiary":{"reference":"%s"},
                 "payor":[{"reference":"%s"}]}"""
                .formatted(id, patient, payer);
    }

    public static String medication(String rxnorm) {
        return """
                {"resourceType":"Medication","code":{"coding":[{"system":
                 "http://www.nlm.nih.gov/research/umls/rxnorm","code":"%s"}]}}"""
                .formatted(rxnorm);
    }

    public static String claim(String id, String patient, String coverage, String payer, String day) {
        return """
                {"resourceType":"Claim","id":"%s","status":"active","type":{"coding":[{"system":
                 "http://terminology.hl7.org/CodeSystem/claim-type","code":"professional"}]},"use":"claim",
                 "patient":{"reference":"%s"},"created":"%s","insurer":{"reference":"%s"},"provider":{"reference":"%s"},
                 "priority":{"coding":[{"code":"normal"}]},
                 "insurance":[{"sequence":1,"focal":true,"coverage":{"reference":"%s"}}]}"""
                .formatted(id, patient, day, payer, program(), coverage);
    }
}
