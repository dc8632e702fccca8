CodeSystem: VaultClass
Id: vault-class
Title: "Vault class"
Description: "Classes of documents that the vault keeps under keys of their own."
* insert Complete
* #clinical-document "Clinical document" "A document of the patient's treatment."
* #recording "Recording" "A recording of a session; kept as a SUD counseling note is (42 CFR 2.11, in any medium)."
* #eligibility-document "Eligibility document" "What a payer says of coverage; designated billing staff alone see it."
* #remittance-document "Explanation of benefits" "What a payer says of a claim; designated billing staff alone see it."

ValueSet: VaultClasses
Id: vault-classes
Title: "Vault classes"
Description: "All vault classes."
* ^experimental = false
* include codes from system VaultClass
