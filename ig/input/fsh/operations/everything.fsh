Instance: patient-everything
InstanceOf: OperationDefinition
Usage: #definition
Title: "Everything of a patient"
Description: "What the caller may see of one patient, and nothing of which they could tell that it is missing."
* url = "https://confidant.health/fhir/OperationDefinition/patient-everything"
* version = "0.1.0"
* name = "PatientEverything"
* title = "Everything of a patient"
* description = "What the caller may see of one patient, and nothing of which they could tell that it is missing."
* status = #active
* kind = #operation
* publisher = "Confidant"
* affectsState = false
* code = #everything
* resource = #Patient
* system = false
* type = false
* instance = true
* parameter[0].name = #_count
* parameter[0].use = #in
* parameter[0].min = 0
* parameter[0].max = "1"
* parameter[0].type = #integer
* parameter[0].documentation = "How many to a page."
* parameter[1].name = #_since
* parameter[1].use = #in
* parameter[1].min = 0
* parameter[1].max = "1"
* parameter[1].type = #instant
* parameter[1].documentation = "Only what changed since then."
* parameter[2].name = #_type
* parameter[2].use = #in
* parameter[2].min = 0
* parameter[2].max = "*"
* parameter[2].type = #code
* parameter[2].documentation = "Only these resource types."
* parameter[3].name = #return
* parameter[3].use = #out
* parameter[3].min = 1
* parameter[3].max = "1"
* parameter[3].type = #Bundle
* parameter[3].documentation = "A searchset."
