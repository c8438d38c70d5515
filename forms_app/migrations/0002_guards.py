"""Rules the database keeps whatever code runs: frozen versions, append-only history, and the workflow's own table."""

from django.db import migrations

from forms_app.workflow import allowed_moves


def workflow_guard() -> str:
    moves = ", ".join(f"('{source}', '{target}')" for source, target in allowed_moves())
    return f"""
    CREATE FUNCTION forms_app_guard_status() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF (OLD.status, NEW.status) NOT IN ({moves}) THEN
            RAISE EXCEPTION 'application status may not go from % to %', OLD.status, NEW.status USING ERRCODE = 'check_violation';
        END IF;
        RETURN NEW;
    END $$;
    CREATE TRIGGER forms_app_guard_status BEFORE UPDATE OF status ON forms_app_application
        FOR EACH ROW WHEN (OLD.status IS DISTINCT FROM NEW.status) EXECUTE FUNCTION forms_app_guard_status();
    """


REFUSE = """
    CREATE FUNCTION forms_app_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'check_violation';
    END $$;
    CREATE TRIGGER forms_app_frozen BEFORE UPDATE OR DELETE ON forms_app_formversion
        FOR EACH ROW EXECUTE FUNCTION forms_app_refuse_change();
    CREATE TRIGGER forms_app_append_only BEFORE UPDATE OR DELETE ON forms_app_statuschange
        FOR EACH ROW EXECUTE FUNCTION forms_app_refuse_change();
    CREATE TRIGGER forms_app_append_only BEFORE UPDATE OR DELETE ON forms_app_internalnote
        FOR EACH ROW EXECUTE FUNCTION forms_app_refuse_change();
"""

# An application keeps the version, key and number it was born with.
BIRTH_MARKS = """
    CREATE FUNCTION forms_app_keep_birth_marks() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        RAISE EXCEPTION 'an application keeps its form version, receipt number and idempotency key' USING ERRCODE = 'check_violation';
    END $$;
    CREATE TRIGGER forms_app_keep_birth_marks BEFORE UPDATE ON forms_app_application FOR EACH ROW
        WHEN ((OLD.form_id, OLD.form_version_id, OLD.receipt_number, OLD.idempotency_key, OLD.public_id, OLD.submitted_at)
            IS DISTINCT FROM
            (NEW.form_id, NEW.form_version_id, NEW.receipt_number, NEW.idempotency_key, NEW.public_id, NEW.submitted_at))
        EXECUTE FUNCTION forms_app_keep_birth_marks();
"""


class Migration(migrations.Migration):
    dependencies = [("forms_app", "0001_initial")]
    operations = [
        migrations.RunSQL(workflow_guard(), migrations.RunSQL.noop),
        migrations.RunSQL(REFUSE, migrations.RunSQL.noop),
        migrations.RunSQL(BIRTH_MARKS, migrations.RunSQL.noop),
    ]
