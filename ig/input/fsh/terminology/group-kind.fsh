CodeSystem: GroupKind
Id: group-kind
Title: "Group kind"
Description: "What a group of patients is to the program."
* insert Complete
* #treatment-pair "Treatment pair" "Two patients in couples treatment."
