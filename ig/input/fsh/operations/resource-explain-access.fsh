Instance: resource-explain-access
InstanceOf: OperationDefinition
Usage: #definition
Title: "Why is this seen"
Description: "Why the caller, or for the patient and the privacy officer another person, may see one resource. It tells nothing of what the caller may not see."
* url = "https://confidant.health/fhir/OperationDefinition/resource-explain-access"
* version = "0.1.0"
* name = "ResourceExplainAccess"
* title = "Why is this seen"
* status = #active
* kind = #operation
* publisher = "Confidant"
* description = "Why the caller, or for the patient and the privacy officer another person, may see one resource. It tells nothing of what the caller may not see."
* affectsState = false
* code = #explain-access
* resource = #Resource
* system = false
* type = false
* instance = true
* parameter[0].name = #who
* parameter[0].use = #in
* parameter[0].min = 0
* parameter[0].max = "1"
* parameter[0].type = #string
* parameter[0].documentation = "Reference of the person to be explained; the caller when it is left out."
* parameter[1].name = #return
* parameter[1].use = #out
* parameter[1].min = 1
* parameter[1].max = "1"
* parameter[1].type = #Parameters
* parameter[1].documentation = "The rules that were applied."
