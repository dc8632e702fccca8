Instance: example-individual-care-team
InstanceOf: IndividualCareTeam
Usage: #example
Title: "Who treats Maya"
* status = #active
* category = $track#individual
* subject = Reference(example-maya)
* period.start = "2026-03-01"
* participant.role.text = "Individual counselor"
* participant.member = Reference(example-counselor)
* participant.period.start = "2026-03-01"

Instance: example-couples-care-team
InstanceOf: CouplesCareTeam
Usage: #example
Title: "Who treats the couple"
* status = #active
* category = $track#couples
* subject = Reference(example-couple)
* period.start = "2026-03-01"
* participant.role.text = "Couples therapist"
* participant.member = Reference(example-therapist)
* participant.period.start = "2026-03-01"
