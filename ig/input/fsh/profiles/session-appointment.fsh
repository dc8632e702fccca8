Invariant: room-practitioner
Description: "A session has a practitioner."
Expression: "participant.actor.where(reference.contains('Practitioner')).exists()"
Severity: #error

Invariant: room-one-patient
Description: "An appointment names one patient: each partner has an appointment of their own, so that neither shows the other."
Expression: "participant.actor.where(reference.contains('Patient/')).count() = 1"
Severity: #error

Profile: SessionAppointment
Parent: Appointment
Id: session-appointment
Title: "Appointment in a session room"
Description: "When one patient meets a clinician in a virtual session room."
* insert Us
* ^purpose = "R4 puts an appointment into the compartment of each participant; with both partners in one it would tell each of the other's treatment."
* obeys room-practitioner and room-one-patient
* identifier MS
* identifier ^comment = "The room; the same for both partners of a couples session, random."
* status MS
* serviceType 1..1 MS
* serviceType from SessionKinds (required)
* start 1..1 MS
* end 1..1 MS
* participant 2..* MS
* participant.actor 1..1 MS

ValueSet: SessionKinds
Id: session-kinds
Title: "Session kinds"
Description: "All session kinds."
* ^experimental = false
* include codes from system SessionKind
