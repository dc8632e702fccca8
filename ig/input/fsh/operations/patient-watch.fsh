Instance: patient-watch
InstanceOf: OperationDefinition
Usage: #definition
Title: "Watch a record"
Description: "Marks a record for closer watching by the privacy officer."
* url = "https://confidant.health/fhir/OperationDefinition/patient-watch"
* version = "0.1.0"
* name = "PatientWatch"
* title = "Watch a record"
* status = #active
* kind = #operation
* publisher = "Confidant"
* description = "Marks a record for closer watching by the privacy officer."
* affectsState = true
* code = #watch
* resource = #Patient
* system = false
* type = false
* instance = true
* parameter[0].name = #marked
* parameter[0].use = #in
* parameter[0].min = 1
* parameter[0].max = "1"
* parameter[0].type = #boolean
* parameter[0].documentation = "Whether it is watched."
* parameter[1].name = #return
* parameter[1].use = #out
* parameter[1].min = 1
* parameter[1].max = "1"
* parameter[1].type = #Parameters
* parameter[1].documentation = "What is in force."
