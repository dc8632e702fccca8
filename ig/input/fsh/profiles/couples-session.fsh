Profile: CouplesSession
Parent: Encounter
Id: couples-session
Title: "Visit of the couples track"
Description: "One partner's part in a joint session. Each partner has a visit of their own, so that neither visit names the other."
* insert Us
* ^purpose = "Joint sessions are billed, counted and audited for each partner apart. What links the two visits is an identifier that means nothing outside, never a reference."
* obeys subject-patient and session-times
* identifier 1..* MS
* identifier ^comment = "The same value in both partners' visits; random, derived from neither."
* status MS
* class MS
* type 1..1 MS
* type = $session-kind#couples-session
* subject 1..1 MS
* subject only Reference(Patient)
* participant 1..* MS
* participant.individual 1..1 MS
* participant.individual only Reference(Practitioner or PractitionerRole)
* period MS
* partOf 0..0
* serviceProvider MS
