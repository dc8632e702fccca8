CodeSystem: LegalDocument
Id: legal-document
Title: "Legal document"
Description: "Papers of legal process; they lie with the privacy papers of the patient."
* insert Complete
* #court-order "Court order" "An order under 42 CFR part 2, subpart E."
* #mandate "Subpoena or similar mandate" "It compels and does not authorize (42 CFR 2.61)."
