Invariant: session-times
Description: "A finished session has a start and an end; they are billed from here, and never stand in a counseling note (42 CFR 2.11)."
Expression: "status = 'finished' implies (period.start.exists() and period.end.exists())"
Severity: #error

Profile: IndividualSession
Parent: Encounter
Id: individual-session
Title: "Visit of the individual track"
Description: "One patient's session or medication visit."
* insert Us
* ^purpose = "Carries what billing needs (times, modality, kind) so that no note has to be opened for a claim."
* obeys subject-patient and session-times
* identifier MS
* status MS
* class MS
* type 1..* MS
* type from IndividualSessions (required)
* subject 1..1 MS
* subject only Reference(Patient)
* participant 1..* MS
* participant.individual 1..1 MS
* participant.individual only Reference(Practitioner or PractitionerRole)
* period MS
* serviceProvider MS
* diagnosis MS
