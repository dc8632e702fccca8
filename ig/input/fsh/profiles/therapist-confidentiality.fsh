Invariant: contract-holder
Description: "An executed agreement is signed by whom it is with, with a time."
Expression: "status = 'executed' implies signer.where(party.reference = %resource.subject.first().reference).signature.when.exists()"
Severity: #error

Profile: TherapistConfidentiality
Parent: Contract
Id: therapist-confidentiality
Title: "Confidentiality agreement of a couples therapist"
Description: "What a couples therapist signs before writing or sharing a couples note."
* insert Us
* ^purpose = "Without one in force, and current privacy training, a couples therapist can neither write nor share a couples note (source document; 45 CFR 164.530(b))."
* obeys contract-holder
* identifier MS
* status 1..1 MS
* applies 1..1 MS
* applies.start 1..1
* subject 1..1 MS
* subject only Reference(Practitioner)
* type 1..1 MS
* type = $staff-paper#confidentiality
* signer 1..* MS
* signer.party MS
* signer.signature MS
