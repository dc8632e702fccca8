Invariant: tpo-purposes
Description: "Its purposes are treatment, payment and operations and nothing else."
Expression: "provision.purpose.all(code in ('TREAT' | 'HPAYMT' | 'HOPERAT'))"
Severity: #error

Invariant: tpo-open-end
Description: "A consent that is for more than treatment, payment and operations has an end; this one may go without (42 CFR 2.31(a)(7))."
Expression: "provision.period.end.exists() or provision.purpose.all(code in ('TREAT' | 'HPAYMT' | 'HOPERAT'))"
Severity: #error

Invariant: tpo-no-notes
Description: "A consent for treatment, payment and operations never opens SUD counseling notes (42 CFR 2.31(b)(1))."
Expression: "provision.securityLabel.where(code = 'sud-counseling-note' or code = 'PSYTHPN').empty()"
Severity: #error

Profile: TpoConsent
Parent: ProgramConsent
Id: tpo-consent
Title: "Consent for treatment, payment and operations"
Description: "A single consent for all future uses and disclosures for treatment, payment and health care operations."
* insert Us
* ^purpose = "42 CFR 2.31(a)(5), 2.33: valid until revoked in writing. Recipients may redisclose as HIPAA permits, except in proceedings against the patient."
* obeys tpo-purposes and tpo-open-end and tpo-no-notes
* provision 1..1
* provision.type 1..1
* provision.type = #permit
* provision.actor 1..*
* provision.purpose 1..*
