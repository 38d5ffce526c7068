"""Every standing seat and session takes its time in `hiring_takentime`, where holds are kept as well (rule 8)."""

from django.db import migrations

FORWARDS = """
CREATE FUNCTION hiring_seat_takes_time() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP <> 'INSERT' THEN
        DELETE FROM hiring_takentime WHERE seat_id = OLD.id;
    END IF;
    IF TG_OP <> 'DELETE' AND NOT NEW.cancelled AND NEW.during IS NOT NULL THEN
        INSERT INTO hiring_takentime (seat_id, person_id, during, kind)
            VALUES (NEW.id, NEW.person_id, NEW.during, '');
    END IF;
    RETURN NULL;
END $$;

CREATE FUNCTION hiring_session_takes_time() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP <> 'INSERT' THEN
        DELETE FROM hiring_takentime WHERE session_id = OLD.id AND option_id IS NULL;
    END IF;
    IF TG_OP <> 'DELETE' AND NEW.state <> 'cancelled' AND NEW.during IS NOT NULL THEN
        INSERT INTO hiring_takentime (session_id, candidate_id, during, kind)
            VALUES (NEW.id, NEW.candidate_id, NEW.during, '');
    END IF;
    RETURN NULL;
END $$;

CREATE TRIGGER seat_takes_time AFTER INSERT OR UPDATE OR DELETE ON hiring_panelseat
    FOR EACH ROW EXECUTE FUNCTION hiring_seat_takes_time();
CREATE TRIGGER session_takes_time AFTER INSERT OR UPDATE OR DELETE ON hiring_interviewsession
    FOR EACH ROW EXECUTE FUNCTION hiring_session_takes_time();

INSERT INTO hiring_takentime (seat_id, person_id, during, kind)
    SELECT id, person_id, during, '' FROM hiring_panelseat WHERE NOT cancelled AND during IS NOT NULL;
INSERT INTO hiring_takentime (session_id, candidate_id, during, kind)
    SELECT id, candidate_id, during, '' FROM hiring_interviewsession
    WHERE state <> 'cancelled' AND during IS NOT NULL;
"""

BACKWARDS = """
DROP FUNCTION hiring_seat_takes_time() CASCADE;
DROP FUNCTION hiring_session_takes_time() CASCADE;
DELETE FROM hiring_takentime WHERE option_id IS NULL;
"""


class Migration(migrations.Migration):
    dependencies = [("hiring", "0006_candidate_links")]
    operations = [migrations.RunSQL(FORWARDS, BACKWARDS)]
