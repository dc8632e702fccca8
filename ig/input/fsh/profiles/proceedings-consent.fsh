Invariant: proceedings-alone
Description: "Its one purpose is the proceeding (42 CFR 2.31(d))."
Expression: "provision.purpose.count() = 1 and provision.purpose.code = 'HLEGAL'"
Severity: #error

Profile: ProceedingsConsent
Parent: ProgramConsent
Id: proceedings-consent
Title: "Consent for legal proceedings"
Description: "A consent to use or disclose records in civil, criminal, administrative or legislative proceedings."
* insert Us
* ^purpose = "42 CFR 2.31(d), 2.12(d)(1). Without it, or a court order with a subpoena, nothing goes to a proceeding. A subpoena alone releases nothing."
* obeys proceedings-alone
* provision 1..1
* provision.type 1..1
* provision.type = #permit
* provision.actor 1..*
* provision.purpose 1..1
* provision.period.end 1..1
