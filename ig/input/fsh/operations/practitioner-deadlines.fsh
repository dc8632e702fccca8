Instance: practitioner-deadlines
InstanceOf: OperationDefinition
Usage: #definition
Title: "Deadlines"
Description: "What the privacy officer, or a therapist, has to do by when."
* url = "https://confidant.health/fhir/OperationDefinition/practitioner-deadlines"
* version = "0.1.0"
* name = "PractitionerDeadlines"
* title = "Deadlines"
* status = #active
* kind = #operation
* publisher = "Confidant"
* description = "What the privacy officer, or a therapist, has to do by when."
* affectsState = false
* code = #deadlines
* resource = #Practitioner
* system = false
* type = false
* instance = true
* parameter[0].name = #return
* parameter[0].use = #out
* parameter[0].min = 1
* parameter[0].max = "1"
* parameter[0].type = #Parameters
* parameter[0].documentation = "One part for each deadline."
