CodeSystem: ReviewFinding
Id: review-finding
Title: "Review finding"
Description: "How a review ends."
* insert Complete
* #justified "Justified" "What was done was justified."
* #unjustified "Unjustified" "What was done was not justified; sanctions are considered (45 CFR 164.530(e))."

ValueSet: ReviewFindings
Id: review-findings
Title: "Review findings"
Description: "All findings of a review."
* ^experimental = false
* include codes from system ReviewFinding
