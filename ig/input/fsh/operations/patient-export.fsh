Instance: patient-export
InstanceOf: OperationDefinition
Usage: #definition
Title: "Export what a system may see"
Description: "Bulk export for backend clients: NDJSON, one file for each type, read while it is fetched."
* url = "https://confidant.health/fhir/OperationDefinition/patient-export"
* version = "0.1.0"
* name = "PatientExport"
* title = "Export what a system may see"
* status = #active
* kind = #operation
* publisher = "Confidant"
* description = "Bulk export for backend clients: NDJSON, one file for each type, read while it is fetched."
* affectsState = false
* code = #export
* resource = #Patient
* system = false
* type = true
* instance = false
* parameter[0].name = #_type
* parameter[0].use = #in
* parameter[0].min = 0
* parameter[0].max = "*"
* parameter[0].type = #string
* parameter[0].documentation = "Types to export; all that the token's scopes let search when it is left out."
* parameter[1].name = #_since
* parameter[1].use = #in
* parameter[1].min = 0
* parameter[1].max = "1"
* parameter[1].type = #instant
* parameter[1].documentation = "Leaves out what has not changed since."
* parameter[2].name = #_outputFormat
* parameter[2].use = #in
* parameter[2].min = 0
* parameter[2].max = "1"
* parameter[2].type = #string
* parameter[2].documentation = "application/fhir+ndjson, and nothing else."
