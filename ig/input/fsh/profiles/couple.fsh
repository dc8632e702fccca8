Invariant: couple-two
Description: "A couple has exactly two members, two different patients."
Expression: "member.count() = 2 and member.entity.reference.isDistinct()"
Severity: #error

Invariant: couple-patients
Description: "Each member of a couple is a reference to a Patient."
Expression: "member.all(entity.reference.matches('(^|/)Patient/[^/]+$') or entity.reference.startsWith('urn:uuid:'))"
Severity: #error

Profile: Couple
Parent: Group
Id: couple
Title: "Couple"
Description: "Two patients in couples treatment. Intake forms it; it is in no patient's list, and neither partner's record names the other."
* insert Us
* ^purpose = "The one place that says who is treated with whom. It is the owner of the couples track. No other Group is kept: a list of patients of such a program is itself a disclosure (42 CFR 2.11)."
* obeys couple-two and couple-patients
* identifier MS
* active MS
* type = #person
* actual = true
* code 1..1 MS
* code = $group-kind#treatment-pair
* characteristic 0..0
* member 2..2 MS
* member.entity only Reference(Patient)
* member.period MS
* member.period ^comment = "Ends when the couple separates. From then on nothing new is shared."
