RuleSet: Us
* ^experimental = false
* ^jurisdiction = urn:iso:std:iso:3166#US

RuleSet: Complete
* ^experimental = false
* ^caseSensitive = true

RuleSet: Signed(who, when)
* type = $signer#PRIMAUTH
* party = Reference({who})
* signature.type = $signature#1.2.840.10065.1.12.1.1
* signature.when = "{when}"
* signature.who = Reference({who})
