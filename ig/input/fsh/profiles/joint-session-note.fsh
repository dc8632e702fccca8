Profile: JointSessionNote
Parent: DocumentReference
Id: joint-session-note
Title: "Joint session note"
Description: "One note of a session with both partners, about the couple."
* insert Us
* ^purpose = "It tells of both, so it is released outside the couples team only with a consent of each partner. Its subject is the couple, which is in no patient's compartment."
* obeys subject-couple and note-no-class
* identifier MS
* status MS
* type 1..1 MS
* type = $loinc#11488-4
* subject 1..1 MS
* subject only Reference(Group)
* date MS
* author 1..* MS
* author only Reference(Practitioner or PractitionerRole)
* content 1..1 MS
* content.attachment.contentType 1..1 MS
