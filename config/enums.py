"""The choices that the API names in its schema: `state` or `kind` means another set everywhere."""

from hiring import choices as hiring
from rubrics import choices as rubrics

DocumentState = rubrics.options(rubrics.DocumentState)
VersionState = rubrics.options(rubrics.VersionState)
StatementKind = rubrics.options(rubrics.StatementKind)
QuestionKind = rubrics.options(rubrics.QuestionKind)
RequisitionState = hiring.options(hiring.RequisitionState)
PlanState = hiring.options(hiring.PlanState)
LoopState = hiring.options(hiring.LoopState)
SessionState = hiring.options(hiring.SessionState)
ScorecardState = hiring.options(hiring.ScorecardState)
ReportState = hiring.options(hiring.ReportState)
ConflictKind = hiring.options(hiring.ConflictKind)
TrainingStageKind = hiring.options(hiring.TrainingStageKind)
SeatKind = hiring.options(hiring.SeatKind)
RunState = hiring.options(hiring.RunState)
StopWish = hiring.options(hiring.StopWish)
