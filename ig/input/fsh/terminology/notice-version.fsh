CodeSystem: NoticeVersion
Id: notice-version
Title: "Notice version"
Description: "Versions of the notice to patients (42 CFR 2.22; 45 CFR 164.520)."
* insert Complete
* #2026-02 "Notice of February 2026" "In force since 2026-02-16."
