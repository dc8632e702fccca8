Invariant: counseling-apart
Description: "A SUD counseling note holds no session times: start and stop, modality and frequency stand in the Encounter (42 CFR 2.11)."
Expression: "context.period.empty()"
Severity: #error

Invariant: counseling-author
Description: "A SUD counseling note has exactly one author, its originator, who alone may use it without a consent of its own (42 CFR 2.31(b)(1))."
Expression: "author.count() = 1 and author.reference.exists()"
Severity: #error

Profile: SudCounselingNote
Parent: DocumentReference
Id: sud-counseling-note
Title: "SUD counseling note"
Description: "The notes of a counselor about the contents of a private, joint or family counseling session, kept apart from the record."
* insert Us
* ^purpose = "The author separates it by the note class; the server does the rest: label V, PSYTHPN, a segment of its own, opened to the originator alone and to a consent for counseling notes. No treatment, payment and operations consent opens it, and no emergency."
* obeys counseling-apart and counseling-author
* identifier MS
* status MS
* type 1..1 MS
* type = $loinc#11488-4
* category 1..1 MS
* category = $note-class#sud-counseling-note
* subject 1..1 MS
* subject only Reference(Patient or Group)
* date MS
* author 1..1 MS
* author only Reference(Practitioner)
* content 1..1 MS
* content.attachment.contentType 1..1 MS
