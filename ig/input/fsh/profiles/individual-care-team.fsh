Profile: IndividualCareTeam
Parent: CareTeam
Id: individual-care-team
Title: "Care team of the individual track"
Description: "Who treats one patient alone."
* insert Us
* ^purpose = "Membership is the duty out of which staff may read (42 CFR 2.12(c)(3)): a role without membership opens nothing."
* obeys subject-patient
* identifier MS
* status 1..1 MS
* category 1..1 MS
* category = $track#individual
* subject 1..1 MS
* subject only Reference(Patient)
* period MS
* participant MS
* participant.member 1..1 MS
* participant.member only Reference(Practitioner or Organization)
* participant.member ^comment = "Never the partner: R4's compartments would put the team into the partner's record."
* participant.period MS
