CodeSystem: TaskDetail
Id: task-detail
Title: "Task detail"
Description: "What a Task's inputs and outputs are about."
* insert Complete
* #kind "Kind" "Which kind of restriction is asked for."
* #target "Target" "The record or the event that the request is about."
* #reason "Reason" "Why it was decided so."
* #termination "Termination" "How and when an agreed restriction ended (45 CFR 164.522(a)(2); 42 CFR 2.26(b))."
