ValueSet: Purposes
Id: purposes
Title: "Purposes of use"
Description: "The purposes that a consent may name here. They match exactly, never by hierarchy: in v3-ActReason HOPERAT contains HLEGAL and TREAT contains BTG, and 42 CFR 2.31(d) and 2.12(d)(1) forbid what that would allow."
* ^experimental = false
* $reason#TREAT "treatment"
* $reason#HPAYMT "healthcare payment"
* $reason#HOPERAT "healthcare operations"
* $reason#PATRQT "patient requested"
* $reason#HRESCH "healthcare research"
* $reason#BTG "break the glass"
* $reason#HLEGAL "legal"
