"""The database itself keeps times together, locks scorecards and freezes plans, reports and decisions (rules 5 to 10)."""

from django.db import migrations

FORWARDS = """
CREATE FUNCTION hiring_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'A row of % never changes.', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;

-- A seat's time is its session's time, whoever writes it: the exclusion constraint rests on that.
CREATE FUNCTION hiring_seat_follows_session() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE s record;
BEGIN
    SELECT during, state INTO s FROM hiring_interviewsession WHERE id = NEW.session_id;
    NEW.during := s.during;
    IF s.state = 'cancelled' THEN NEW.cancelled := true; END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION hiring_session_moves_seats() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE hiring_panelseat SET during = NEW.during WHERE session_id = NEW.id;
    RETURN NULL;
END $$;

CREATE FUNCTION hiring_plan_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.state <> 'draft' THEN
        IF TG_OP = 'DELETE' THEN
            RAISE EXCEPTION 'An activated loop plan is never deleted.' USING ERRCODE = 'restrict_violation';
        END IF;
        IF (to_jsonb(NEW) - 'state') <> (to_jsonb(OLD) - 'state') OR NEW.state = 'draft' THEN
            RAISE EXCEPTION 'An activated loop plan never changes.' USING ERRCODE = 'restrict_violation';
        END IF;
    END IF;
    IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION hiring_planned_session_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE part record;
BEGIN
    IF TG_OP = 'DELETE' THEN part := OLD; ELSE part := NEW; END IF;
    IF EXISTS (SELECT 1 FROM hiring_loopplan WHERE id = part.plan_id AND state <> 'draft') THEN
        RAISE EXCEPTION 'An activated loop plan never changes.' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN part;
END $$;

CREATE FUNCTION hiring_planned_competency_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE part record;
BEGIN
    IF TG_OP = 'DELETE' THEN part := OLD; ELSE part := NEW; END IF;
    IF EXISTS (SELECT 1 FROM hiring_plannedsession s JOIN hiring_loopplan p ON p.id = s.plan_id
               WHERE s.id = part.session_id AND p.state <> 'draft') THEN
        RAISE EXCEPTION 'An activated loop plan never changes.' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN part;
END $$;

CREATE FUNCTION hiring_planned_question_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE part record;
BEGIN
    IF TG_OP = 'DELETE' THEN part := OLD; ELSE part := NEW; END IF;
    IF EXISTS (SELECT 1 FROM hiring_plannedcompetency c JOIN hiring_plannedsession s ON s.id = c.session_id
               JOIN hiring_loopplan p ON p.id = s.plan_id
               WHERE c.id = part.plannedcompetency_id AND p.state <> 'draft') THEN
        RAISE EXCEPTION 'An activated loop plan never changes.' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN part;
END $$;

CREATE FUNCTION hiring_scorecard_locked() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.state IN ('submitted', 'excused') OR (TG_OP = 'DELETE' AND OLD.state <> 'draft') THEN
        RAISE EXCEPTION 'A submitted scorecard is locked.' USING ERRCODE = 'restrict_violation';
    END IF;
    IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
    IF OLD.state = 'ratings_locked' AND NEW.state = 'draft' THEN
        RAISE EXCEPTION 'Locked ratings are not opened again.' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;

-- First ratings stay as they were given: a correction is a row of rating revisions.
CREATE FUNCTION hiring_rating_locked() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE part record;
BEGIN
    IF TG_OP = 'DELETE' THEN part := OLD; ELSE part := NEW; END IF;
    IF EXISTS (SELECT 1 FROM hiring_scorecard WHERE id = part.scorecard_id AND state <> 'draft')
       OR (TG_OP = 'UPDATE' AND EXISTS
           (SELECT 1 FROM hiring_scorecard WHERE id = OLD.scorecard_id AND state <> 'draft')) THEN
        RAISE EXCEPTION 'A locked rating never changes.' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN part;
END $$;

-- Rule 7: ratings cannot be locked while one lacks its level or reason, or its evidence note.
CREATE FUNCTION hiring_scorecard_complete() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.state IN ('ratings_locked', 'submitted') AND OLD.state = 'draft' AND EXISTS (
        SELECT 1 FROM hiring_rating WHERE scorecard_id = NEW.id AND (
            (level IS NULL AND not_assessed_reason = '') OR (level IS NOT NULL AND btrim(evidence) = ''))
    ) THEN
        RAISE EXCEPTION 'Every rating needs a level with evidence, or a reason for not assessing.'
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION hiring_report_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.state = 'ready' THEN
        RAISE EXCEPTION 'A candidate report is a frozen snapshot.' USING ERRCODE = 'restrict_violation';
    END IF;
    IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER seat_follows_session BEFORE INSERT OR UPDATE ON hiring_panelseat
    FOR EACH ROW EXECUTE FUNCTION hiring_seat_follows_session();
CREATE TRIGGER session_moves_seats AFTER UPDATE OF during, state ON hiring_interviewsession
    FOR EACH ROW EXECUTE FUNCTION hiring_session_moves_seats();
CREATE TRIGGER plan_frozen BEFORE UPDATE OR DELETE ON hiring_loopplan
    FOR EACH ROW EXECUTE FUNCTION hiring_plan_frozen();
CREATE TRIGGER planned_session_frozen BEFORE INSERT OR UPDATE OR DELETE ON hiring_plannedsession
    FOR EACH ROW EXECUTE FUNCTION hiring_planned_session_frozen();
CREATE TRIGGER planned_competency_frozen BEFORE INSERT OR UPDATE OR DELETE ON hiring_plannedcompetency
    FOR EACH ROW EXECUTE FUNCTION hiring_planned_competency_frozen();
CREATE TRIGGER planned_question_frozen BEFORE INSERT OR UPDATE OR DELETE ON hiring_plannedcompetency_questions
    FOR EACH ROW EXECUTE FUNCTION hiring_planned_question_frozen();
CREATE TRIGGER scorecard_complete BEFORE UPDATE ON hiring_scorecard
    FOR EACH ROW EXECUTE FUNCTION hiring_scorecard_complete();
CREATE TRIGGER scorecard_locked BEFORE UPDATE OR DELETE ON hiring_scorecard
    FOR EACH ROW EXECUTE FUNCTION hiring_scorecard_locked();
CREATE TRIGGER rating_locked BEFORE INSERT OR UPDATE OR DELETE ON hiring_rating
    FOR EACH ROW EXECUTE FUNCTION hiring_rating_locked();
CREATE TRIGGER revision_frozen BEFORE UPDATE OR DELETE ON hiring_ratingrevision
    FOR EACH ROW EXECUTE FUNCTION hiring_refuse();
CREATE TRIGGER vote_frozen BEFORE UPDATE OR DELETE ON hiring_debriefvote
    FOR EACH ROW EXECUTE FUNCTION hiring_refuse();
CREATE TRIGGER decision_frozen BEFORE UPDATE OR DELETE ON hiring_decision
    FOR EACH ROW EXECUTE FUNCTION hiring_refuse();
CREATE TRIGGER report_frozen BEFORE UPDATE OR DELETE ON hiring_candidatereport
    FOR EACH ROW EXECUTE FUNCTION hiring_report_frozen();
"""

BACKWARDS = """
DROP FUNCTION hiring_refuse() CASCADE;
DROP FUNCTION hiring_seat_follows_session() CASCADE;
DROP FUNCTION hiring_session_moves_seats() CASCADE;
DROP FUNCTION hiring_plan_frozen() CASCADE;
DROP FUNCTION hiring_planned_session_frozen() CASCADE;
DROP FUNCTION hiring_planned_competency_frozen() CASCADE;
DROP FUNCTION hiring_planned_question_frozen() CASCADE;
DROP FUNCTION hiring_scorecard_locked() CASCADE;
DROP FUNCTION hiring_scorecard_complete() CASCADE;
DROP FUNCTION hiring_rating_locked() CASCADE;
DROP FUNCTION hiring_report_frozen() CASCADE;
"""


class Migration(migrations.Migration):
    dependencies = [("hiring", "0001_initial")]
    operations = [migrations.RunSQL(FORWARDS, BACKWARDS)]
