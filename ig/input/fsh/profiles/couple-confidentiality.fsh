Invariant: contract-both
Description: "An executed contract is signed by two different parties, each with a time."
Expression: "status = 'executed' implies (signer.count() >= 2 and signer.party.reference.isDistinct() and signer.all(signature.when.exists()))"
Severity: #error

Profile: CoupleConfidentiality
Parent: Contract
Id: couple-confidentiality
Title: "Confidentiality contract of a couple"
Description: "What both partners promise each other before the first joint session: no recording, no disclosure of what the partner said."
* insert Us
* ^purpose = "Until both have signed, no joint session starts and no couples note is written (source document). A reported breach opens a review."
* obeys subject-couple and contract-both
* identifier MS
* status 1..1 MS
* issued MS
* applies 1..1 MS
* applies.start 1..1
* subject 1..1 MS
* subject only Reference(Group)
* type 1..1 MS
* type = $contract-type#privacy
* term 1..* MS
* signer MS
* signer.party MS
* signer.signature MS
