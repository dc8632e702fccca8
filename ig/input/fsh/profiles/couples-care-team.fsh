Profile: CouplesCareTeam
Parent: CareTeam
Id: couples-care-team
Title: "Care team of the couples track"
Description: "Who treats a couple together."
* insert Us
* ^purpose = "Its members read the couples track of this couple and nothing of either partner's individual track. Someone on both teams reads the track of the portal that they came through."
* obeys subject-couple
* identifier MS
* status 1..1 MS
* category 1..1 MS
* category = $track#couples
* subject 1..1 MS
* subject only Reference(Group)
* period MS
* participant MS
* participant.member 1..1 MS
* participant.member only Reference(Practitioner or Organization)
* participant.period MS
