Instance: patient-disclosure-accounting
InstanceOf: OperationDefinition
Usage: #definition
Title: "Accounting of disclosures"
Description: "To whom the record was disclosed: date, recipient, description, purpose (45 CFR 164.528; 42 CFR 2.25)."
* url = "https://confidant.health/fhir/OperationDefinition/patient-disclosure-accounting"
* version = "0.1.0"
* name = "PatientDisclosureAccounting"
* title = "Accounting of disclosures"
* status = #active
* kind = #operation
* publisher = "Confidant"
* description = "To whom the record was disclosed: date, recipient, description, purpose (45 CFR 164.528; 42 CFR 2.25)."
* affectsState = false
* code = #disclosure-accounting
* resource = #Patient
* system = false
* type = false
* instance = true
* parameter[0].name = #format
* parameter[0].use = #in
* parameter[0].min = 0
* parameter[0].max = "1"
* parameter[0].type = #code
* parameter[0].documentation = "json, csv or pdf."
* parameter[1].name = #return
* parameter[1].use = #out
* parameter[1].min = 1
* parameter[1].max = "1"
* parameter[1].type = #Resource
* parameter[1].documentation = "The accounting, or a Binary of it."
