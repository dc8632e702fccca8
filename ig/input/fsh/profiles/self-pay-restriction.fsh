Invariant: selfpay-purposes
Description: "It restricts payment and operations; treatment is none of the health plan's."
Expression: "provision.purpose.all(code in ('HPAYMT' | 'HOPERAT'))"
Severity: #error

Invariant: selfpay-item
Description: "It names the item that was paid for: a visit or record (data), or when it was (dataPeriod)."
Expression: "provision.data.exists() or provision.dataPeriod.exists()"
Severity: #error

Profile: SelfPayRestriction
Parent: ProgramConsent
Id: self-pay-restriction
Title: "Restriction for what was paid in full"
Description: "The health plan learns nothing of an item that was paid in full out of pocket."
* insert Us
* ^purpose = "45 CFR 164.522(a)(1)(vi), 42 CFR 2.26(a)(6): must be agreed to, and cannot be ended by the program. It binds claims, eligibility and exports."
* obeys selfpay-purposes and selfpay-item
* policyRule 1..1 MS
* policyRule = $policy#hipaa-self-pay
* provision 1..1
* provision.type 1..1
* provision.type = #deny
* provision.data MS
* provision.dataPeriod MS
* provision.data ^comment = "The visit or the item that was paid for; what belongs to it is bound as well."
