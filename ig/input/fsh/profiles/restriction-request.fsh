Invariant: request-target
Description: "A request says what is to be restricted: a proposed Consent as its focus, or a target."
Expression: "focus.exists() or input.exists()"
Severity: #error

Invariant: request-decided
Description: "A request that was rejected says why."
Expression: "status = 'rejected' implies (statusReason.exists() or output.exists())"
Severity: #error

Profile: RestrictionRequest
Parent: Task
Id: restriction-request
Title: "Restriction request"
Description: "A patient asks the program to restrict use or disclosure; the privacy officer decides."
* insert Us
* ^purpose = "45 CFR 164.522(a), 42 CFR 2.26. It may be made whatever consents there are. Accepted, its proposed Consent becomes an enforced deny in the same transaction; both are kept six years."
* obeys request-target and request-decided
* identifier MS
* status MS
* intent = #proposal
* code 1..1 MS
* code = $task-code#privacy-restriction-request
* focus MS
* for 1..1 MS
* for only Reference(Patient)
* authoredOn 1..1 MS
* requester 1..1 MS
* owner MS
* restriction.period MS
* restriction.period ^comment = "By when the officer decides."
* input MS
* output MS
