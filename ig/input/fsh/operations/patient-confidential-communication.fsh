Instance: patient-confidential-communication
InstanceOf: OperationDefinition
Usage: #definition
Title: "Ask to be reached elsewhere"
Description: "By which means and where the patient wants to be reached (45 CFR 164.522(b)). No reason is asked."
* url = "https://confidant.health/fhir/OperationDefinition/patient-confidential-communication"
* version = "0.1.0"
* name = "PatientConfidentialCommunication"
* title = "Ask to be reached elsewhere"
* status = #active
* kind = #operation
* publisher = "Confidant"
* description = "By which means and where the patient wants to be reached (45 CFR 164.522(b)). No reason is asked."
* affectsState = true
* code = #confidential-communication
* resource = #Patient
* system = false
* type = false
* instance = true
* parameter[0].name = #contact
* parameter[0].use = #in
* parameter[0].min = 1
* parameter[0].max = "1"
* parameter[0].type = #ContactPoint
* parameter[0].documentation = "The address or number."
* parameter[1].name = #return
* parameter[1].use = #out
* parameter[1].min = 1
* parameter[1].max = "1"
* parameter[1].type = #Parameters
* parameter[1].documentation = "What is in force."
