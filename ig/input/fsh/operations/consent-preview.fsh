Instance: consent-preview
InstanceOf: OperationDefinition
Usage: #definition
Title: "What would a consent do"
Description: "What each recipient would gain and lose by a draft, counted and listed. Nothing is stored."
* url = "https://confidant.health/fhir/OperationDefinition/consent-preview"
* version = "0.1.0"
* name = "ConsentPreview"
* title = "What would a consent do"
* status = #active
* kind = #operation
* publisher = "Confidant"
* description = "What each recipient would gain and lose by a draft, counted and listed. Nothing is stored."
* affectsState = false
* code = #preview
* resource = #Consent
* system = false
* type = true
* instance = false
* parameter[0].name = #consent
* parameter[0].use = #in
* parameter[0].min = 1
* parameter[0].max = "1"
* parameter[0].type = #Consent
* parameter[0].documentation = "The draft."
* parameter[1].name = #return
* parameter[1].use = #out
* parameter[1].min = 1
* parameter[1].max = "1"
* parameter[1].type = #Parameters
* parameter[1].documentation = "One part for each recipient."
