Invariant: eob-no-notes
Description: "An explanation of benefits refers to no note and no document."
Expression: "supportingInfo.value.ofType(Reference).where(reference.contains('DocumentReference/') or reference.contains('Media/') or reference.contains('Binary/')).empty()"
Severity: #error

Profile: ProgramExplanationOfBenefit
Parent: ExplanationOfBenefit
Id: program-explanation-of-benefit
Title: "Explanation of benefits"
Description: "What the payer says of one claim."
* insert Us
* ^purpose = "Addressed to the patient at their own confidential address, never to the subscriber when that is the partner (45 CFR 164.522(b))."
* obeys eob-no-notes
* identifier MS
* status MS
* type MS
* use MS
* patient MS
* billablePeriod MS
* created MS
* insurer MS
* provider MS
* claim MS
* outcome MS
* insurance MS
* item MS
* total MS
