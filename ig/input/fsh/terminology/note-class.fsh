CodeSystem: NoteClass
Id: note-class
Title: "Note class"
Description: "Classes of notes that the law treats apart and that no HL7 code system names."
* insert Complete
* #sud-counseling-note "SUD counseling note" "Notes of a SUD or mental health professional about a counseling session, kept apart from the rest of the record (42 CFR 2.11)."

ValueSet: NoteClasses
Id: note-classes
Title: "Note classes"
Description: "All note classes."
* ^experimental = false
* include codes from system NoteClass
