Instance: patient-suspend-accounting
InstanceOf: OperationDefinition
Usage: #definition
Title: "Suspend an accounting"
Description: "At the request of law enforcement or health oversight (45 CFR 164.528(a)(2))."
* url = "https://confidant.health/fhir/OperationDefinition/patient-suspend-accounting"
* version = "0.1.0"
* name = "PatientSuspendAccounting"
* title = "Suspend an accounting"
* status = #active
* kind = #operation
* publisher = "Confidant"
* description = "At the request of law enforcement or health oversight (45 CFR 164.528(a)(2))."
* affectsState = true
* code = #suspend-accounting
* resource = #Patient
* system = false
* type = false
* instance = true
* parameter[0].name = #recipient
* parameter[0].use = #in
* parameter[0].min = 1
* parameter[0].max = "1"
* parameter[0].type = #string
* parameter[0].documentation = "Whose disclosures are left out."
* parameter[1].name = #until
* parameter[1].use = #in
* parameter[1].min = 1
* parameter[1].max = "1"
* parameter[1].type = #dateTime
* parameter[1].documentation = "Until when."
* parameter[2].name = #written
* parameter[2].use = #in
* parameter[2].min = 1
* parameter[2].max = "1"
* parameter[2].type = #boolean
* parameter[2].documentation = "Whether the request is in writing; an oral one lasts 30 days."
* parameter[3].name = #statement
* parameter[3].use = #in
* parameter[3].min = 1
* parameter[3].max = "1"
* parameter[3].type = #string
* parameter[3].documentation = "The request."
* parameter[4].name = #return
* parameter[4].use = #out
* parameter[4].min = 1
* parameter[4].max = "1"
* parameter[4].type = #Parameters
* parameter[4].documentation = "What is suspended."
