Invariant: claim-no-notes
Description: "A claim refers to no note and no document (45 CFR 164.502(b); source document)."
Expression: "supportingInfo.value.ofType(Reference).where(reference.contains('DocumentReference/') or reference.contains('Media/') or reference.contains('Binary/')).empty()"
Severity: #error

Invariant: claim-total
Description: "The total has a currency."
Expression: "total.exists() implies total.currency.exists()"
Severity: #error

Profile: ProgramClaim
Parent: Claim
Id: program-claim
Title: "Claim"
Description: "A bill for one patient. A joint session is billed to one identified patient; the other is not named."
* insert Us
* ^purpose = "H-codes, modifiers HF and HR, place of service 57 and revenue code 0906 each tell of this treatment or of the couple, so a claim is a Part 2 record whatever else it holds."
* obeys claim-no-notes and claim-total
* identifier MS
* status MS
* type MS
* use MS
* patient MS
* billablePeriod MS
* created MS
* insurer MS
* provider MS
* priority MS
* diagnosis MS
* insurance MS
* item MS
* item.productOrService MS
* item.serviced[x] MS
* total MS
