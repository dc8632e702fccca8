Invariant: research-alone
Description: "Its one purpose is research."
Expression: "provision.purpose.count() = 1 and provision.purpose.code = 'HRESCH'"
Severity: #error

Profile: ResearchConsent
Parent: ProgramConsent
Id: research-consent
Title: "Consent for research"
Description: "A patient takes part in a study."
* insert Us
* ^purpose = "42 CFR 2.31(a)(7), 2.52. It ends on a day, or at the end of the study, which the wording names. A couple's record goes to a study with both partners' consent alone."
* obeys research-alone
* provision 1..1
* provision.type 1..1
* provision.type = #permit
* provision.actor 1..*
* provision.purpose 1..1
