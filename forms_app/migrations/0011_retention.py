"""What the database lets go: an application whose time is over, with its history and notes. Nothing else of them is ever removed.

Places of a limited form are not given back by it: whoever had one had it.
"""

from django.db import migrations

MAY_GO = """
    CREATE FUNCTION forms_app_keep_until_forgotten() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF EXISTS (
            SELECT FROM forms_app_application a JOIN forms_app_form f ON f.id = a.form_id
            WHERE a.id = (to_jsonb(OLD) ->> TG_ARGV[0])::bigint
                AND a.closed_at + f.retention_days * interval '1 day' <= statement_timestamp()
        ) THEN
            RETURN OLD;
        END IF;
        RAISE EXCEPTION '% is kept until the retention of its form is over', TG_TABLE_NAME USING ERRCODE = 'check_violation';
    END $$;
    CREATE TRIGGER forms_app_kept BEFORE DELETE ON forms_app_application
        FOR EACH ROW EXECUTE FUNCTION forms_app_keep_until_forgotten('id');
    DROP TRIGGER forms_app_append_only ON forms_app_statuschange;
    CREATE TRIGGER forms_app_append_only BEFORE UPDATE ON forms_app_statuschange
        FOR EACH ROW EXECUTE FUNCTION forms_app_refuse_change();
    CREATE TRIGGER forms_app_kept BEFORE DELETE ON forms_app_statuschange
        FOR EACH ROW EXECUTE FUNCTION forms_app_keep_until_forgotten('application_id');
    DROP TRIGGER forms_app_append_only ON forms_app_internalnote;
    CREATE TRIGGER forms_app_append_only BEFORE UPDATE ON forms_app_internalnote
        FOR EACH ROW EXECUTE FUNCTION forms_app_refuse_change();
    CREATE TRIGGER forms_app_kept BEFORE DELETE ON forms_app_internalnote
        FOR EACH ROW EXECUTE FUNCTION forms_app_keep_until_forgotten('application_id');
"""
COUNT = """
    DROP TRIGGER forms_app_count_places ON forms_app_application;
    CREATE TRIGGER forms_app_count_places AFTER INSERT OR UPDATE OF status ON forms_app_application
        FOR EACH ROW EXECUTE FUNCTION forms_app_count_places();
"""


class Migration(migrations.Migration):
    dependencies = [("forms_app", "0010_residents")]
    operations = [
        migrations.RunSQL(MAY_GO, migrations.RunSQL.noop),
        migrations.RunSQL(COUNT, migrations.RunSQL.noop),
    ]
