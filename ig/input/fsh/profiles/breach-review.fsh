Invariant: review-finding-1
Description: "A completed review has a finding."
Expression: "status = 'completed' implies output.value.ofType(CodeableConcept).coding.where(system = 'https://confidant.health/fhir/CodeSystem/review-finding').exists()"
Severity: #error

Profile: BreachReview
Parent: Task
Id: breach-review
Title: "Review of a reported breach"
Description: "A breach of a couple's confidentiality contract was reported; the privacy officer reviews it."
* insert Us
* ^purpose = "45 CFR 164.530(e), (f), 164.404. Disclosure of one partner's record to the other is a breach of that record: the one concerned is told, at their own address, and the other is not."
* obeys review-finding-1
* identifier MS
* status MS
* intent = #order
* code 1..1 MS
* code = $task-code#contract-breach-review
* focus MS
* for 1..1 MS
* for only Reference(Patient or Group)
* authoredOn 1..1 MS
* requester MS
* owner MS
* restriction.period MS
* output MS
