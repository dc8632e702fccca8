ValueSet: SudSensitivity
Id: sud-sensitivity
Title: "SUD sensitivity labels"
Description: "The labels that say substance use disorder, written out: in v3-ActCode ETH is a sibling of SUD and not its parent, and ALC means alternative level of care."
* ^experimental = false
* $act#ETH "substance abuse information sensitivity"
* $act#SUD "substance use disorder information sensitivity"
* $act#ETHUD "alcohol substance abuse information sensitivity"
* $act#OPIOIDUD "opioid substance abuse information sensitivity"
