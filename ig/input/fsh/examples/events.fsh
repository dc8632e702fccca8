Instance: example-access-event
InstanceOf: AccessEvent
Usage: #example
Title: "Kim read an observation of Maya's"
* type = http://terminology.hl7.org/CodeSystem/audit-event-type#rest
* subtype = http://hl7.org/fhir/restful-interaction#read
* action = #R
* recorded = "2026-03-15T10:00:00.123Z"
* outcome = #0
* purposeOfEvent = $reason#TREAT
* agent[0].type = $dcm#110152
* agent[0].who.identifier.value = "clinician-app"
* agent[0].requestor = false
* agent[0].network.address = "192.0.2.9"
* agent[0].network.type = #2
* agent[1].type = $dcm#110153
* agent[1].who.identifier.value = "https://fhir.example.org"
* agent[1].requestor = false
* agent[1].network.address = "fhir.example.org"
* agent[1].network.type = #1
* agent[2].type = $participation#IRCP
* agent[2].who = Reference(example-counselor)
* agent[2].requestor = true
* agent[2].purposeOfUse = $reason#TREAT
* source.observer.identifier.value = "https://fhir.example.org"
* entity[0].type = http://terminology.hl7.org/CodeSystem/audit-entity-type#1
* entity[0].role = http://terminology.hl7.org/CodeSystem/object-role#1
* entity[0].what = Reference(example-maya)
* entity[1].type = http://terminology.hl7.org/CodeSystem/audit-entity-type#2
* entity[1].role = http://terminology.hl7.org/CodeSystem/object-role#4
* entity[1].what = Reference(example-individual-session)

Instance: example-disclosure-event
InstanceOf: DisclosureEvent
Usage: #example
Title: "A claim went to the health plan"
* type = $dcm#110106
* subtype = http://terminology.hl7.org/CodeSystem/iso-21089-lifecycle#disclose
* action = #R
* recorded = "2026-03-15T10:00:00.123Z"
* outcome = #0
* purposeOfEvent = $reason#HPAYMT
* agent[0].type = $dcm#110153
* agent[0].who.identifier.value = "https://fhir.example.org"
* agent[0].requestor = false
* agent[0].network.address = "fhir.example.org"
* agent[0].network.type = #1
* agent[1].type = $dcm#110152
* agent[1].who = Reference(example-health-plan)
* agent[1].requestor = true
* agent[1].network.address = "api.example.com"
* agent[1].network.type = #1
* source.observer.identifier.value = "https://fhir.example.org"
* entity[0].type = http://terminology.hl7.org/CodeSystem/audit-entity-type#1
* entity[0].role = http://terminology.hl7.org/CodeSystem/object-role#1
* entity[0].what = Reference(example-maya)
* entity[1].type = http://terminology.hl7.org/CodeSystem/audit-entity-type#2
* entity[1].role = http://terminology.hl7.org/CodeSystem/object-role#4
* entity[1].what = Reference(example-claim)
* entity[1].description = "Claim of 2026-03-10"
