Instance: patient-break-glass
InstanceOf: OperationDefinition
Usage: #definition
Title: "Declare an emergency"
Description: "Opens one patient's record in a medical emergency (42 CFR 2.51; 45 CFR 164.312(a)(2)(ii)), writes it down at once and has it reviewed."
* url = "https://confidant.health/fhir/OperationDefinition/patient-break-glass"
* version = "0.1.0"
* name = "PatientBreakGlass"
* title = "Declare an emergency"
* status = #active
* kind = #operation
* publisher = "Confidant"
* description = "Opens one patient's record in a medical emergency (42 CFR 2.51; 45 CFR 164.312(a)(2)(ii)), writes it down at once and has it reviewed."
* affectsState = true
* code = #break-glass
* resource = #Patient
* system = false
* type = false
* instance = true
* parameter[0].name = #reason
* parameter[0].use = #in
* parameter[0].min = 1
* parameter[0].max = "1"
* parameter[0].type = #string
* parameter[0].documentation = "Nature of the emergency."
* parameter[1].name = #minutes
* parameter[1].use = #in
* parameter[1].min = 0
* parameter[1].max = "1"
* parameter[1].type = #integer
* parameter[1].documentation = "How long, in minutes; the program sets the most."
* parameter[2].name = #recipient
* parameter[2].use = #in
* parameter[2].min = 1
* parameter[2].max = "1"
* parameter[2].type = #string
* parameter[2].documentation = "Name of the medical personnel to whom the record is shown."
* parameter[3].name = #facility
* parameter[3].use = #in
* parameter[3].min = 1
* parameter[3].max = "1"
* parameter[3].type = #string
* parameter[3].documentation = "Their health care facility."
* parameter[4].name = #return
* parameter[4].use = #out
* parameter[4].min = 1
* parameter[4].max = "1"
* parameter[4].type = #Parameters
* parameter[4].documentation = "The review Task and until when."
