CodeSystem: SessionKind
Id: session-kind
Title: "Session kind"
Description: "What a visit or an appointment is for. Times and modality of a session stand here and never in a counseling note (42 CFR 2.11)."
* insert Complete
* #individual-session "Individual session" "One patient with a counselor of the individual track."
* #couples-session "Couples session" "One partner's part in a session of the couples track; each partner has a visit of their own."
* #medication-visit "Medication visit" "One patient with a prescriber of the individual track."

ValueSet: IndividualSessions
Id: individual-sessions
Title: "Sessions of the individual track"
Description: "Visits of one patient alone."
* ^experimental = false
* SessionKind#individual-session
* SessionKind#medication-visit
