Instance: example-session-note
InstanceOf: SessionNote
Usage: #example
Title: "Note of Maya's session"
* status = #current
* docStatus = #final
* type = $loinc#11488-4 "Consult note"
* category = http://hl7.org/fhir/us/core/CodeSystem/us-core-documentreference-category#clinical-note
* subject = Reference(example-maya)
* date = "2026-03-10T17:00:00Z"
* author = Reference(example-counselor)
* custodian = Reference(example-program)
* content.attachment.contentType = #text/plain
* content.attachment.data = "UGxhbiByZXZpZXdlZC4="
* content.attachment.title = "Individual session note"
* context.encounter = Reference(example-individual-session)

Instance: example-sud-counseling-note
InstanceOf: SudCounselingNote
Usage: #example
Title: "Kim's counseling note"
* status = #current
* type = $loinc#11488-4 "Consult note"
* category = $note-class#sud-counseling-note
* subject = Reference(example-maya)
* date = "2026-03-10T17:05:00Z"
* author = Reference(example-counselor)
* content.attachment.contentType = #text/plain
* content.attachment.data = "Rm9yIHRoZSBjb3Vuc2Vsb3IncyBvd24gdXNlLg=="

Instance: example-joint-session-note
InstanceOf: JointSessionNote
Usage: #example
Title: "Lee's joint note"
* status = #current
* docStatus = #final
* type = $loinc#11488-4 "Consult note"
* subject = Reference(example-couple)
* date = "2026-03-12T18:10:00Z"
* author = Reference(example-therapist)
* content.attachment.contentType = #text/plain
* content.attachment.data = "QSBzaWduYWwgd2FzIGFncmVlZC4="

Instance: example-vault-document
InstanceOf: VaultDocument
Usage: #example
Title: "A clinical document in the vault"
* status = #current
* type = $loinc#11488-4 "Consult note"
* category = $vault-class#clinical-document
* subject = Reference(example-maya)
* date = "2026-03-10T17:20:00Z"
* author = Reference(example-counselor)
* content.attachment.contentType = #application/pdf
* content.attachment.url = "Binary/7d1f0a3e-1f1c-4a5e-9d0e-2f6a1f9f3a11"
* content.attachment.size = 48213
* content.attachment.hash = "2jmj7l5rSw0yVb/vlWAYkK/YBwk="
* content.attachment.title = "Letter"
