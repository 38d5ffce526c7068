"""What the guards of 0002 let through: truncating, moving parts away, broken pins, writes beside a lock, and
decisions without what rule 10 asks for."""

from django.db import migrations

FROZEN_PLANS = """
-- Moving a part out of an activated plan changes that plan as well: the old row counts too.
CREATE OR REPLACE FUNCTION hiring_planned_session_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM hiring_loopplan WHERE state <> 'draft' AND id = ANY (CASE TG_OP
            WHEN 'INSERT' THEN ARRAY[NEW.plan_id] WHEN 'DELETE' THEN ARRAY[OLD.plan_id]
            ELSE ARRAY[NEW.plan_id, OLD.plan_id] END)) THEN
        RAISE EXCEPTION 'An activated loop plan never changes.' USING ERRCODE = 'restrict_violation';
    END IF;
    IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
    RETURN NEW;
END $$;

CREATE OR REPLACE FUNCTION hiring_planned_competency_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM hiring_plannedsession s JOIN hiring_loopplan p ON p.id = s.plan_id
               WHERE p.state <> 'draft' AND s.id = ANY (CASE TG_OP
            WHEN 'INSERT' THEN ARRAY[NEW.session_id] WHEN 'DELETE' THEN ARRAY[OLD.session_id]
            ELSE ARRAY[NEW.session_id, OLD.session_id] END)) THEN
        RAISE EXCEPTION 'An activated loop plan never changes.' USING ERRCODE = 'restrict_violation';
    END IF;
    IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
    RETURN NEW;
END $$;

CREATE OR REPLACE FUNCTION hiring_planned_question_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM hiring_plannedcompetency c JOIN hiring_plannedsession s ON s.id = c.session_id
               JOIN hiring_loopplan p ON p.id = s.plan_id
               WHERE p.state <> 'draft' AND c.id = ANY (CASE TG_OP
            WHEN 'INSERT' THEN ARRAY[NEW.plannedcompetency_id]
            WHEN 'DELETE' THEN ARRAY[OLD.plannedcompetency_id]
            ELSE ARRAY[NEW.plannedcompetency_id, OLD.plannedcompetency_id] END)) THEN
        RAISE EXCEPTION 'An activated loop plan never changes.' USING ERRCODE = 'restrict_violation';
    END IF;
    IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
    RETURN NEW;
END $$;
"""

PINS = """
-- Rule 2: a requisition names a published version, its plan the same one, a scorecard both.
CREATE FUNCTION hiring_requisition_pinned() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (SELECT 1 FROM rubrics_rubricversion
                   WHERE id = NEW.rubric_version_id AND state = 'published') THEN
        RAISE EXCEPTION 'A requisition names a published rubric version.' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION hiring_plan_pinned() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (SELECT 1 FROM hiring_requisition
                   WHERE id = NEW.requisition_id AND rubric_version_id = NEW.rubric_version_id) THEN
        RAISE EXCEPTION 'A loop plan names the rubric version of its requisition.'
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION hiring_scorecard_pinned() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (
        SELECT 1 FROM hiring_panelseat seat JOIN hiring_interviewsession s ON s.id = seat.session_id
        JOIN hiring_interviewloop l ON l.id = s.loop_id JOIN hiring_loopplan p ON p.id = l.plan_id
        WHERE seat.id = NEW.seat_id AND seat.person_id = NEW.author_id
          AND l.application_id = NEW.application_id AND p.id = NEW.plan_id
          AND p.rubric_version_id = NEW.rubric_version_id) THEN
        RAISE EXCEPTION 'A scorecard is pinned to its seat, its plan and that plan''s rubric version.'
            USING ERRCODE = 'check_violation';
    END IF;
    IF TG_OP = 'INSERT' AND NEW.state <> 'draft' THEN
        RAISE EXCEPTION 'A scorecard begins as a draft.' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER requisition_pinned BEFORE INSERT OR UPDATE OF rubric_version_id ON hiring_requisition
    FOR EACH ROW EXECUTE FUNCTION hiring_requisition_pinned();
CREATE TRIGGER plan_pinned BEFORE INSERT OR UPDATE OF requisition_id, rubric_version_id ON hiring_loopplan
    FOR EACH ROW EXECUTE FUNCTION hiring_plan_pinned();
CREATE TRIGGER scorecard_pinned
    BEFORE INSERT OR UPDATE OF seat_id, author_id, application_id, plan_id, rubric_version_id
    ON hiring_scorecard FOR EACH ROW EXECUTE FUNCTION hiring_scorecard_pinned();
"""

RATINGS = """
-- A write that began before the lock waits for it, or the lock for the write: FOR SHARE.
CREATE OR REPLACE FUNCTION hiring_rating_locked() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE part record;
BEGIN
    IF TG_OP = 'DELETE' THEN part := OLD; ELSE part := NEW; END IF;
    PERFORM 1 FROM hiring_scorecard WHERE id = part.scorecard_id FOR SHARE;
    IF EXISTS (SELECT 1 FROM hiring_scorecard WHERE id = part.scorecard_id AND state <> 'draft')
       OR (TG_OP = 'UPDATE' AND EXISTS
           (SELECT 1 FROM hiring_scorecard WHERE id = OLD.scorecard_id AND state <> 'draft')) THEN
        RAISE EXCEPTION 'A locked rating never changes.' USING ERRCODE = 'restrict_violation';
    END IF;
    IF TG_OP <> 'DELETE' AND NOT EXISTS (
        SELECT 1 FROM hiring_scorecard s JOIN rubrics_rubriccompetency c ON c.version_id = s.rubric_version_id
        WHERE s.id = NEW.scorecard_id AND c.id = NEW.competency_id) THEN
        RAISE EXCEPTION 'A rating is about a competency of its scorecard''s rubric version.'
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN part;
END $$;

-- Rule 7: an empty line is no evidence, and a corrected rating needs evidence as much as the first.
CREATE OR REPLACE FUNCTION hiring_scorecard_complete() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.state IN ('ratings_locked', 'submitted') AND OLD.state = 'draft' AND EXISTS (
        SELECT 1 FROM hiring_rating WHERE scorecard_id = NEW.id AND (
            (level IS NULL AND not_assessed_reason = '') OR (level IS NOT NULL AND evidence !~ '\\S'))
    ) THEN
        RAISE EXCEPTION 'Every rating needs a level with evidence, or a reason for not assessing.'
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION hiring_revision_complete() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.level IS NOT NULL AND NEW.evidence !~ '\\S' THEN
        RAISE EXCEPTION 'A corrected rating needs evidence.' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER revision_complete BEFORE INSERT ON hiring_ratingrevision
    FOR EACH ROW EXECUTE FUNCTION hiring_revision_complete();
"""

PLACES = """
-- Rule 8: a seat given while its session moves waits for the move, or the move for the seat: FOR SHARE.
CREATE OR REPLACE FUNCTION hiring_seat_follows_session() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE s record;
BEGIN
    SELECT during, state INTO s FROM hiring_interviewsession WHERE id = NEW.session_id FOR SHARE;
    NEW.during := s.during;
    IF s.state = 'cancelled' THEN NEW.cancelled := true; END IF;
    RETURN NEW;
END $$;

-- The candidate's exclusion constraint rests on the copied candidate, whoever writes it.
CREATE FUNCTION hiring_session_follows_application() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    SELECT a.candidate_id INTO NEW.candidate_id FROM hiring_interviewloop l
        JOIN hiring_application a ON a.id = l.application_id WHERE l.id = NEW.loop_id;
    RETURN NEW;
END $$;

CREATE FUNCTION hiring_application_moves_sessions() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE hiring_interviewsession SET candidate_id = NEW.candidate_id
        WHERE loop_id IN (SELECT id FROM hiring_interviewloop WHERE application_id = NEW.id);
    RETURN NULL;
END $$;

CREATE TRIGGER session_follows_application BEFORE INSERT OR UPDATE OF loop_id, candidate_id
    ON hiring_interviewsession FOR EACH ROW EXECUTE FUNCTION hiring_session_follows_application();
CREATE TRIGGER application_moves_sessions AFTER UPDATE OF candidate_id ON hiring_application
    FOR EACH ROW EXECUTE FUNCTION hiring_application_moves_sessions();
"""

REPORTS = """
-- Rule 9: the stored files stay with their report.
CREATE FUNCTION hiring_report_file_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM hiring_candidatereport
               WHERE state = 'ready' AND OLD.name IN (pdf, workbook)) THEN
        RAISE EXCEPTION 'The files of a candidate report are kept.' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN OLD;
END $$;

CREATE TRIGGER report_file_kept BEFORE DELETE ON rubrics_storedfile
    FOR EACH ROW EXECUTE FUNCTION hiring_report_file_kept();
CREATE TRIGGER opening_frozen BEFORE UPDATE OR DELETE ON hiring_reportopening
    FOR EACH ROW EXECUTE FUNCTION hiring_refuse();
"""

DECISIONS = """
-- Rule 10: a named person, a reason and its kind, and a report of this application that they have opened.
CREATE FUNCTION hiring_decision_complete() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.reason_code = '' OR NEW.outcome = '' OR NEW.reason !~ '\\S' THEN
        RAISE EXCEPTION 'A decision has an outcome, a kind of reason and a reason.'
            USING ERRCODE = 'check_violation';
    END IF;
    IF NOT EXISTS (SELECT 1 FROM hiring_candidatereport r JOIN hiring_reportopening o ON o.report_id = r.id
                   WHERE r.id = NEW.report_id AND r.application_id = NEW.application_id
                     AND r.state = 'ready' AND o.person_id = NEW.decided_by_id) THEN
        RAISE EXCEPTION 'A decision rests on a report of the application that its person has opened.'
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION hiring_stage_decided() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE newest text;
BEGIN
    IF NEW.stage IN ('decided', 'hired') AND (TG_OP = 'INSERT' OR NEW.stage <> OLD.stage) THEN
        SELECT outcome INTO newest FROM hiring_decision
            WHERE application_id = NEW.id ORDER BY number DESC LIMIT 1;
        IF newest IS NULL OR (NEW.stage = 'hired' AND newest <> 'hire') THEN
            RAISE EXCEPTION 'Only a person''s decision brings an application there.'
                USING ERRCODE = 'check_violation';
        END IF;
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER decision_complete BEFORE INSERT ON hiring_decision
    FOR EACH ROW EXECUTE FUNCTION hiring_decision_complete();
CREATE TRIGGER stage_decided BEFORE INSERT OR UPDATE OF stage ON hiring_application
    FOR EACH ROW EXECUTE FUNCTION hiring_stage_decided();
"""

FUNCTIONS = (
    "requisition_pinned",
    "plan_pinned",
    "scorecard_pinned",
    "revision_complete",
    "session_follows_application",
    "application_moves_sessions",
    "report_file_kept",
    "decision_complete",
    "stage_decided",
)
BACKWARDS = "".join(f"DROP FUNCTION hiring_{name}() CASCADE;\n" for name in FUNCTIONS)
BACKWARDS += "DROP TRIGGER opening_frozen ON hiring_reportopening;"
KEPT = (
    "application",
    "requisition",
    "loopplan",
    "plannedsession",
    "plannedcompetency",
    "plannedcompetency_questions",
    "interviewsession",
    "panelseat",
    "scorecard",
    "rating",
    "ratingrevision",
    "candidatereport",
    "reportopening",
    "debrief",
    "debriefvote",
    "decision",
)


class Migration(migrations.Migration):
    dependencies = [("hiring", "0003_schedule_runs"), ("rubrics", "0005_guards_without_gaps")]
    operations = [
        migrations.RunSQL(FROZEN_PLANS + PINS + RATINGS + PLACES + REPORTS + DECISIONS, BACKWARDS),
        *(
            migrations.RunSQL(
                f"CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON hiring_{table} "
                "FOR EACH STATEMENT EXECUTE FUNCTION hiring_refuse()",
                f"DROP TRIGGER {table}_no_truncate ON hiring_{table}",
            )
            for table in KEPT
        ),
    ]
