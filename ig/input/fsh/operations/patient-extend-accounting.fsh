Instance: patient-extend-accounting
InstanceOf: OperationDefinition
Usage: #definition
Title: "Extend an accounting"
Description: "The one extension of 30 days, with its reason in writing (45 CFR 164.528(c)(1)(ii))."
* url = "https://confidant.health/fhir/OperationDefinition/patient-extend-accounting"
* version = "0.1.0"
* name = "PatientExtendAccounting"
* title = "Extend an accounting"
* status = #active
* kind = #operation
* publisher = "Confidant"
* description = "The one extension of 30 days, with its reason in writing (45 CFR 164.528(c)(1)(ii))."
* affectsState = true
* code = #extend-accounting
* resource = #Patient
* system = false
* type = false
* instance = true
* parameter[0].name = #reason
* parameter[0].use = #in
* parameter[0].min = 1
* parameter[0].max = "1"
* parameter[0].type = #string
* parameter[0].documentation = "Why."
* parameter[1].name = #return
* parameter[1].use = #out
* parameter[1].min = 1
* parameter[1].max = "1"
* parameter[1].type = #Resource
* parameter[1].documentation = "The request."
