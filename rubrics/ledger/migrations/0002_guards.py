"""The database itself refuses to change the ledger (rule 11)."""

from django.db import migrations

FORWARDS = """
CREATE FUNCTION ledger_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'The ledger is append-only: % is refused.', lower(TG_OP) USING ERRCODE = 'restrict_violation';
END $$;

CREATE FUNCTION ledger_only_empty() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.event_id = OLD.event_id AND NEW.values = '{}'::jsonb AND NEW.salt = '' THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'Personal values of the ledger may only be emptied.' USING ERRCODE = 'restrict_violation';
END $$;

CREATE TRIGGER event_append_only BEFORE UPDATE OR DELETE ON ledger_event
    FOR EACH ROW EXECUTE FUNCTION ledger_refuse();
CREATE TRIGGER event_no_truncate BEFORE TRUNCATE ON ledger_event
    FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse();
CREATE TRIGGER personal_only_empty BEFORE UPDATE ON ledger_personalvalues
    FOR EACH ROW EXECUTE FUNCTION ledger_only_empty();
CREATE TRIGGER personal_no_delete BEFORE DELETE ON ledger_personalvalues
    FOR EACH ROW EXECUTE FUNCTION ledger_refuse();
CREATE TRIGGER personal_no_truncate BEFORE TRUNCATE ON ledger_personalvalues
    FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse();
"""

BACKWARDS = """
DROP TRIGGER event_append_only ON ledger_event;
DROP TRIGGER event_no_truncate ON ledger_event;
DROP TRIGGER personal_only_empty ON ledger_personalvalues;
DROP TRIGGER personal_no_delete ON ledger_personalvalues;
DROP TRIGGER personal_no_truncate ON ledger_personalvalues;
DROP FUNCTION ledger_only_empty();
DROP FUNCTION ledger_refuse();
"""


class Migration(migrations.Migration):
    dependencies = [("ledger", "0001_initial")]
    operations = [migrations.RunSQL(FORWARDS, BACKWARDS)]
