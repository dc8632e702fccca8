CodeSystem: Environment
Id: environment
Title: "Environment declaration"
Description: "What a participant says about the room in which they sit before a virtual session begins."
* insert Complete
* #alone "Alone" "Nobody else is in the room or within earshot."
* #partner-present "Partner present" "The partner is in the room; right for a couples session alone."
* #other-people "Other people" "Somebody else is in the room or within earshot."
* #support-animal "Support animal" "An animal that supports the participant is in the room; it is no other person."
* #headphones "Headphones" "What others say is heard through headphones alone."
* #not-recording "Not recording" "The participant does not record and knows of nobody who does."

ValueSet: Environments
Id: environments
Title: "Environment declarations"
Description: "All environment declarations."
* ^experimental = false
* include codes from system Environment
