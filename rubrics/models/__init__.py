"""The rubric half's tables."""

from rubrics.models.batch import BatchItem, DocumentBatch
from rubrics.models.competency import Competency, CompetencyAnchor, CompetencyQuestion
from rubrics.models.document import RoleDocument
from rubrics.models.draft_edit import DraftEdit
from rubrics.models.files import StoredFile
from rubrics.models.policy import PolicyVersion
from rubrics.models.question import Anchor, RubricQuestion
from rubrics.models.rubric import Backing, Rubric, RubricCompetency, RubricVersion
from rubrics.models.statement import Doubt, SoftSkill, Statement

__all__ = [
    "Anchor",
    "Backing",
    "BatchItem",
    "Competency",
    "CompetencyAnchor",
    "CompetencyQuestion",
    "DocumentBatch",
    "Doubt",
    "DraftEdit",
    "PolicyVersion",
    "RoleDocument",
    "Rubric",
    "RubricCompetency",
    "RubricQuestion",
    "RubricVersion",
    "SoftSkill",
    "Statement",
    "StoredFile",
]
