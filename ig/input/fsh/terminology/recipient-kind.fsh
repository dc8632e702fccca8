CodeSystem: RecipientKind
Id: recipient-kind
Title: "Recipient kind"
Description: "What a recipient is, where 42 CFR 2.31(a)(4) asks the consent to say so. Beside the role IRCP of v3-ParticipationType."
* insert Complete
* #intermediary "Intermediary" "Passes records on to members that the same provision names (42 CFR 2.31(a)(4)(ii)(A))."
* #intermediary-treating-members "Intermediary for treating members" "Passes records on to those of its members who treat the patient (42 CFR 2.31(a)(4)(ii)(B))."
