Instance: example-individual-session
InstanceOf: IndividualSession
Usage: #example
Title: "Maya's session with Kim"
* status = #finished
* class = $act#VR "virtual"
* type = $session-kind#individual-session
* subject = Reference(example-maya)
* participant.individual = Reference(example-counselor)
* period.start = "2026-03-10T16:00:00Z"
* period.end = "2026-03-10T16:50:00Z"
* serviceProvider = Reference(example-program)

Instance: example-couples-session
InstanceOf: CouplesSession
Usage: #example
Title: "Maya's part in a joint session"
* identifier.system = "https://confidant.health/id/visit"
* identifier.value = "V-1001"
* status = #finished
* class = $act#VR "virtual"
* type = $session-kind#couples-session
* subject = Reference(example-maya)
* participant.individual = Reference(example-therapist)
* period.start = "2026-03-12T17:00:00Z"
* period.end = "2026-03-12T18:00:00Z"
* serviceProvider = Reference(example-program)

Instance: example-session-appointment
InstanceOf: SessionAppointment
Usage: #example
Title: "Maya's next joint session"
* identifier.system = "https://confidant.health/id/visit"
* identifier.value = "V-2002"
* status = #booked
* serviceType = $session-kind#couples-session
* start = "2026-12-02T17:00:00Z"
* end = "2026-12-02T18:00:00Z"
* participant[0].actor = Reference(example-maya)
* participant[0].required = #required
* participant[0].status = #accepted
* participant[1].actor = Reference(example-therapist)
* participant[1].required = #required
* participant[1].status = #accepted
