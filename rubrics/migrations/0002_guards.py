"""The database itself keeps published rubric versions and policy versions unchanged (rule 1)."""

from django.db import migrations

FORWARDS = """
CREATE FUNCTION rubrics_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'A row of % never changes.', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;

CREATE FUNCTION rubrics_version_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.state <> 'draft' THEN
        RAISE EXCEPTION 'A published rubric version never changes.' USING ERRCODE = 'restrict_violation';
    END IF;
    IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
    RETURN NEW;
END $$;

-- For tables that name the version themselves.
CREATE FUNCTION rubrics_part_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE part record;
BEGIN
    IF TG_OP = 'DELETE' THEN part := OLD; ELSE part := NEW; END IF;
    IF EXISTS (SELECT 1 FROM rubrics_rubricversion WHERE id = part.version_id AND state <> 'draft')
       OR (TG_OP = 'UPDATE' AND EXISTS
           (SELECT 1 FROM rubrics_rubricversion WHERE id = OLD.version_id AND state <> 'draft')) THEN
        RAISE EXCEPTION 'A published rubric version never changes.' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN part;
END $$;

-- For tables that name a competency of the version; the first argument is the column.
CREATE FUNCTION rubrics_competency_part_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE part jsonb;
BEGIN
    IF TG_OP = 'DELETE' THEN part := to_jsonb(OLD); ELSE part := to_jsonb(NEW); END IF;
    IF EXISTS (
        SELECT 1 FROM rubrics_rubriccompetency c JOIN rubrics_rubricversion v ON v.id = c.version_id
        WHERE c.id = (part ->> TG_ARGV[0])::bigint AND v.state <> 'draft'
    ) OR (TG_OP = 'UPDATE' AND EXISTS (
        SELECT 1 FROM rubrics_rubriccompetency c JOIN rubrics_rubricversion v ON v.id = c.version_id
        WHERE c.id = (to_jsonb(OLD) ->> TG_ARGV[0])::bigint AND v.state <> 'draft'
    )) THEN
        RAISE EXCEPTION 'A published rubric version never changes.' USING ERRCODE = 'restrict_violation';
    END IF;
    IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER version_frozen BEFORE UPDATE OR DELETE ON rubrics_rubricversion
    FOR EACH ROW EXECUTE FUNCTION rubrics_version_frozen();
CREATE TRIGGER statement_frozen BEFORE INSERT OR UPDATE OR DELETE ON rubrics_statement
    FOR EACH ROW EXECUTE FUNCTION rubrics_part_frozen();
CREATE TRIGGER softskill_frozen BEFORE INSERT OR UPDATE OR DELETE ON rubrics_softskill
    FOR EACH ROW EXECUTE FUNCTION rubrics_part_frozen();
CREATE TRIGGER doubt_frozen BEFORE INSERT OR UPDATE OR DELETE ON rubrics_doubt
    FOR EACH ROW EXECUTE FUNCTION rubrics_part_frozen();
CREATE TRIGGER competency_frozen BEFORE INSERT OR UPDATE OR DELETE ON rubrics_rubriccompetency
    FOR EACH ROW EXECUTE FUNCTION rubrics_part_frozen();
CREATE TRIGGER backing_frozen BEFORE INSERT OR UPDATE OR DELETE ON rubrics_backing
    FOR EACH ROW EXECUTE FUNCTION rubrics_competency_part_frozen('competency_id');
CREATE TRIGGER competency_softskill_frozen BEFORE INSERT OR UPDATE OR DELETE ON rubrics_rubriccompetency_soft_skills
    FOR EACH ROW EXECUTE FUNCTION rubrics_competency_part_frozen('rubriccompetency_id');
CREATE TRIGGER anchor_frozen BEFORE INSERT OR UPDATE OR DELETE ON rubrics_anchor
    FOR EACH ROW EXECUTE FUNCTION rubrics_competency_part_frozen('competency_id');
CREATE TRIGGER question_frozen BEFORE INSERT OR UPDATE OR DELETE ON rubrics_rubricquestion
    FOR EACH ROW EXECUTE FUNCTION rubrics_competency_part_frozen('competency_id');
CREATE TRIGGER policy_frozen BEFORE UPDATE OR DELETE ON rubrics_policyversion
    FOR EACH ROW EXECUTE FUNCTION rubrics_refuse();
CREATE TRIGGER file_frozen BEFORE UPDATE ON rubrics_storedfile
    FOR EACH ROW EXECUTE FUNCTION rubrics_refuse();
"""

BACKWARDS = """
DROP FUNCTION rubrics_refuse() CASCADE;
DROP FUNCTION rubrics_version_frozen() CASCADE;
DROP FUNCTION rubrics_part_frozen() CASCADE;
DROP FUNCTION rubrics_competency_part_frozen() CASCADE;
"""


class Migration(migrations.Migration):
    dependencies = [("rubrics", "0001_initial")]
    operations = [migrations.RunSQL(FORWARDS, BACKWARDS)]
