"""The prefecture's last active operator cannot be switched off or deleted (like accounts 0003, in `public`)."""

from django.db import migrations

GUARD = """
    CREATE FUNCTION prefecture_keep_one_operator() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE remaining boolean;
    BEGIN
        PERFORM pg_advisory_xact_lock(TG_RELID::bigint);
        EXECUTE format('SELECT EXISTS (SELECT FROM %I.%I WHERE is_active)', TG_TABLE_SCHEMA, TG_TABLE_NAME) INTO remaining;
        IF NOT remaining THEN
            RAISE EXCEPTION 'prefecture_keeps_one_administrator' USING ERRCODE = 'check_violation';
        END IF;
        RETURN NULL;
    END $$;
    CREATE TRIGGER prefecture_keep_one_operator AFTER UPDATE OF is_active OR DELETE ON prefecture_prefectureoperator
        FOR EACH ROW WHEN (OLD.is_active) EXECUTE FUNCTION prefecture_keep_one_operator();
"""


class Migration(migrations.Migration):
    dependencies = [("prefecture", "0002_password_is_initial")]
    operations = [migrations.RunSQL(GUARD, migrations.RunSQL.noop)]
