Instance: consent-revoke
InstanceOf: OperationDefinition
Usage: #definition
Title: "Revoke a consent"
Description: "Sets a consent inactive (42 CFR 2.31(a)(6), 2.33). It is in force at its commit: on the next request, page and exported line."
* url = "https://confidant.health/fhir/OperationDefinition/consent-revoke"
* version = "0.1.0"
* name = "ConsentRevoke"
* title = "Revoke a consent"
* status = #active
* kind = #operation
* publisher = "Confidant"
* description = "Sets a consent inactive (42 CFR 2.31(a)(6), 2.33). It is in force at its commit: on the next request, page and exported line."
* affectsState = true
* code = #revoke
* resource = #Consent
* system = false
* type = false
* instance = true
* parameter[0].name = #statement
* parameter[0].use = #in
* parameter[0].min = 0
* parameter[0].max = "1"
* parameter[0].type = #string
* parameter[0].documentation = "What the patient wrote."
* parameter[1].name = #return
* parameter[1].use = #out
* parameter[1].min = 1
* parameter[1].max = "1"
* parameter[1].type = #Consent
* parameter[1].documentation = "The consent, inactive."
