Profile: SignedConsent
Parent: DocumentReference
Id: signed-consent
Title: "Signed consent form"
Description: "The form that the patient signed; the Consent rests on it."
* insert Us
* ^purpose = "42 CFR 2.31(a)(8)-(9): the signature and its date. The words of the form carry the statements on revocation, redisclosure and refusal; its hash shows that nobody changed them."
* obeys subject-patient
* identifier MS
* status MS
* type 1..1 MS
* type = $loinc#59284-0
* subject 1..1 MS
* subject only Reference(Patient)
* date MS
* author MS
* content 1..1 MS
* content.attachment.contentType 1..1 MS
* content.attachment.data MS
