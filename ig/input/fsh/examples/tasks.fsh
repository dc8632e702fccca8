Instance: example-restriction-request
InstanceOf: RestrictionRequest
Usage: #example
Title: "Maya asks for a restriction"
* status = #requested
* code = $task-code#privacy-restriction-request
* focus = Reference(example-proposed-restriction)
* for = Reference(example-maya)
* authoredOn = "2026-03-05T09:00:00Z"
* requester = Reference(example-maya)
* owner = Reference(example-officer)
* restriction.period.end = "2026-04-04"
* input.type = $task-detail#kind
* input.valueCodeableConcept = $restriction-reason#hide

Instance: example-breach-review
InstanceOf: BreachReview
Usage: #example
Title: "A reported breach, reviewed"
* status = #completed
* code = $task-code#contract-breach-review
* focus = Reference(example-couple-confidentiality)
* for = Reference(example-maya)
* authoredOn = "2026-04-01T08:00:00Z"
* requester = Reference(example-maya)
* owner = Reference(example-officer)
* restriction.period.end = "2026-05-31"
* output.type = $task-detail#reason
* output.valueCodeableConcept = $review-finding#unjustified
