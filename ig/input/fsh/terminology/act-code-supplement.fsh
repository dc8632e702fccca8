CodeSystem: ActCodeLater
Id: act-code-later
Title: "Codes of v3-ActCode that R4 lacks"
Description: "FHIR R4 (4.0.1) was published with the v3-ActCode of 2018. These codes came later (terminology.hl7.org); a validator that has R4's terminology alone takes them from here. Their system stays http://terminology.hl7.org/CodeSystem/v3-ActCode."
* ^experimental = false
* ^url = "https://confidant.health/fhir/CodeSystem/act-code-later"
* ^content = #supplement
* ^supplements = "http://terminology.hl7.org/CodeSystem/v3-ActCode"
* #42CFRPart2CD "42 CFR Part 2 consent directive" "A consent directive under 42 CFR part 2."
* #HIPAAConsentCD "HIPAA consent directive" "A consent directive under HIPAA."
* #HIPAAAuthCD "HIPAA authorization consent directive" "A HIPAA authorization as a consent directive."
* #PROCESSINLINELABEL "process inline security label" "The resource has inline security labels that have to be processed (HL7 DS4P)."
