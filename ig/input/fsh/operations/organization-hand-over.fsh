Instance: organization-hand-over
InstanceOf: OperationDefinition
Usage: #definition
Title: "Hand-over of records"
Description: "Which records go to a successor, which are kept and until when, and which are destroyed, when the program ends or is taken over (42 CFR 2.19). It changes nothing."
* url = "https://confidant.health/fhir/OperationDefinition/organization-hand-over"
* version = "0.1.0"
* name = "OrganizationHandOver"
* title = "Hand-over of records"
* status = #active
* kind = #operation
* publisher = "Confidant"
* description = "Which records go to a successor, which are kept and until when, and which are destroyed, when the program ends or is taken over (42 CFR 2.19). It changes nothing."
* affectsState = true
* code = #hand-over
* resource = #Organization
* system = false
* type = false
* instance = true
* parameter[0].name = #after
* parameter[0].use = #in
* parameter[0].min = 0
* parameter[0].max = "1"
* parameter[0].type = #Reference
* parameter[0].documentation = "Whose record the page before ended with."
* parameter[1].name = #return
* parameter[1].use = #out
* parameter[1].min = 1
* parameter[1].max = "1"
* parameter[1].type = #Parameters
* parameter[1].documentation = "A part for each record (whose, whether it goes to the organisation, and whether it is kept here, handed over or destroyed, until when), and next when there are more."
