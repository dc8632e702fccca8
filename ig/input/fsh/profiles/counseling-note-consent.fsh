Invariant: notes-only
Description: "It is for SUD counseling notes and for nothing else (42 CFR 2.31(b)(2))."
Expression: "provision.securityLabel.where(code = 'sud-counseling-note').exists() and provision.securityLabel.all(code = 'sud-counseling-note' or system = 'https://confidant.health/fhir/CodeSystem/track')"
Severity: #error

Profile: CounselingNoteConsent
Parent: ProgramConsent
Id: counseling-note-consent
Title: "Consent for SUD counseling notes"
Description: "A separate consent that opens SUD counseling notes to somebody else than their originator."
* insert Us
* ^purpose = "42 CFR 2.31(b). No treatment, payment or enrolment depends on it ((b)(3)), so no workflow may ask for it on the way."
* obeys notes-only
* provision 1..1
* provision.type 1..1
* provision.type = #permit
* provision.actor 1..*
* provision.purpose 1..*
* provision.period.end 1..1
