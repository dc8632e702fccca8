Invariant: note-no-class
Description: "A note of the record is no SUD counseling note; that one has a profile and a protection of its own."
Expression: "category.coding.where(system = 'https://confidant.health/fhir/CodeSystem/note-class').empty()"
Severity: #error

Profile: SessionNote
Parent: DocumentReference
Id: session-note
Title: "Session note"
Description: "The note of a session that belongs to the record: summary, functional status, plan, progress."
* insert Us
* ^purpose = "What the care team of the track reads. What was said in confidence belongs into a SUD counseling note instead, which is held apart."
* obeys subject-patient and note-no-class
* identifier MS
* status MS
* docStatus MS
* type 1..1 MS
* type = $loinc#11488-4
* subject 1..1 MS
* subject only Reference(Patient)
* date MS
* author 1..* MS
* author only Reference(Practitioner or PractitionerRole)
* content 1..1 MS
* content.attachment.contentType 1..1 MS
* context.encounter MS
