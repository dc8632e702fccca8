CodeSystem: Track
Id: track
Title: "Record track"
Description: "The record track of a resource; tracks never mix unless the patient says so."
* insert Complete
* #individual "Individual track" "Records of one patient's own treatment."
* #couples "Couples track" "Records of the joint treatment of a couple."
* #billing "Billing track" "Coverage, claims and accounts."
* #general "General track" "Demographics, care teams and scheduling."
* #privacy "Privacy track" "Consents, restrictions, notices and contracts."

ValueSet: Tracks
Id: tracks
Title: "Record tracks"
Description: "All record tracks."
* ^experimental = false
* include codes from system Track
