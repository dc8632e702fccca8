Instance: example-couple-confidentiality
InstanceOf: CoupleConfidentiality
Usage: #example
Title: "What Maya and Daniel promised each other"
* status = #executed
* issued = "2026-03-01T09:00:00Z"
* applies.start = "2026-03-01"
* subject = Reference(example-couple)
* authority = Reference(example-program)
* type = $contract-type#privacy
* term.offer.text = "No recording, no screenshots, no disclosure of what the partner says in a session."
* signer[0].type = $signer#PRIMAUTH
* signer[0].party = Reference(example-maya)
* signer[0].signature.type = $signature#1.2.840.10065.1.12.1.1
* signer[0].signature.when = "2026-03-01T09:05:00Z"
* signer[0].signature.who = Reference(example-maya)
* signer[1].type = $signer#PRIMAUTH
* signer[1].party = Reference(example-daniel)
* signer[1].signature.type = $signature#1.2.840.10065.1.12.1.1
* signer[1].signature.when = "2026-03-01T09:06:00Z"
* signer[1].signature.who = Reference(example-daniel)

Instance: example-therapist-confidentiality
InstanceOf: TherapistConfidentiality
Usage: #example
Title: "What Lee signed"
* status = #executed
* applies.start = "2026-02-20"
* subject = Reference(example-therapist)
* type = $staff-paper#confidentiality
* signer.type = $signer#PRIMAUTH
* signer.party = Reference(example-therapist)
* signer.signature.type = $signature#1.2.840.10065.1.12.1.1
* signer.signature.when = "2026-02-20T09:00:00Z"
* signer.signature.who = Reference(example-therapist)
