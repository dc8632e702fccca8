Invariant: grant-track
Description: "A grant names the track that it opens, the couples track."
Expression: "provision.securityLabel.where(system = 'https://confidant.health/fhir/CodeSystem/track' and code = 'couples').exists()"
Severity: #error

Invariant: grant-end
Description: "A grant ends on a day that it names."
Expression: "provision.period.end.exists()"
Severity: #error

Profile: TrackGrant
Parent: ProgramConsent
Id: track-grant
Title: "Grant to the couples track"
Description: "One partner lets somebody outside the couples team read the couples track, such as the individual counselor."
* insert Us
* ^purpose = "What tells of both needs a grant of both: the server opens a joint record only when each partner has one in force for this recipient and purpose."
* obeys grant-track and grant-end
* provision 1..1
* provision.type 1..1
* provision.type = #permit
* provision.actor 1..*
* provision.securityLabel 1..*
* provision.purpose 1..*
