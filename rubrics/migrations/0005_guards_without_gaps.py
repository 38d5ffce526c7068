"""What the guards of 0002 let through: truncating, the document's text, and writes beside a publication."""

from django.db import migrations

FORWARDS = """
-- An edit that began before the publication waits for it, or the publication for the edit: FOR SHARE.
CREATE OR REPLACE FUNCTION rubrics_part_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE part record;
BEGIN
    IF TG_OP = 'DELETE' THEN part := OLD; ELSE part := NEW; END IF;
    PERFORM 1 FROM rubrics_rubricversion WHERE id = part.version_id FOR SHARE;
    IF EXISTS (SELECT 1 FROM rubrics_rubricversion WHERE id = part.version_id AND state <> 'draft')
       OR (TG_OP = 'UPDATE' AND EXISTS
           (SELECT 1 FROM rubrics_rubricversion WHERE id = OLD.version_id AND state <> 'draft')) THEN
        RAISE EXCEPTION 'A published rubric version never changes.' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN part;
END $$;

CREATE OR REPLACE FUNCTION rubrics_competency_part_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE part jsonb;
BEGIN
    IF TG_OP = 'DELETE' THEN part := to_jsonb(OLD); ELSE part := to_jsonb(NEW); END IF;
    PERFORM 1 FROM rubrics_rubriccompetency c JOIN rubrics_rubricversion v ON v.id = c.version_id
        WHERE c.id = (part ->> TG_ARGV[0])::bigint FOR SHARE OF v;
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

-- Rule 3: the spans of a published version point into this text.
CREATE FUNCTION rubrics_text_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.text <> OLD.text AND EXISTS
       (SELECT 1 FROM rubrics_rubricversion WHERE role_document_id = OLD.id AND state <> 'draft') THEN
        RAISE EXCEPTION 'The text behind a published rubric version never changes.'
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER text_frozen BEFORE UPDATE OF text ON rubrics_roledocument
    FOR EACH ROW EXECUTE FUNCTION rubrics_text_frozen();
"""
KEPT = (
    "roledocument",
    "rubric",
    "rubricversion",
    "statement",
    "softskill",
    "doubt",
    "rubriccompetency",
    "rubriccompetency_soft_skills",
    "backing",
    "anchor",
    "rubricquestion",
    "policyversion",
    "storedfile",
)


class Migration(migrations.Migration):
    dependencies = [("rubrics", "0004_statement_origin")]
    operations = [
        migrations.RunSQL(FORWARDS, "DROP FUNCTION rubrics_text_frozen() CASCADE"),
        *(
            migrations.RunSQL(
                f"CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON rubrics_{table} "
                "FOR EACH STATEMENT EXECUTE FUNCTION rubrics_refuse()",
                f"DROP TRIGGER {table}_no_truncate ON rubrics_{table}",
            )
            for table in KEPT
        ),
    ]
