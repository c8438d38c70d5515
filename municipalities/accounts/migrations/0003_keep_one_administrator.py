"""Somebody must be able to manage the staff: the last active administrator of a town cannot be switched off, demoted or deleted."""

from django.db import migrations

# One at a time per town (TG_RELID): of two administrators who switch each other off at once, the second finds nobody left.
GUARD = """
    CREATE FUNCTION accounts_keep_one_administrator() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE remaining boolean;
    BEGIN
        PERFORM pg_advisory_xact_lock(TG_RELID::bigint);
        EXECUTE format('SELECT EXISTS (SELECT FROM %I.%I WHERE role = ''tenant_admin'' AND is_active)', TG_TABLE_SCHEMA, TG_TABLE_NAME)
            INTO remaining;
        IF NOT remaining THEN
            RAISE EXCEPTION 'staff_keeps_one_administrator' USING ERRCODE = 'check_violation';
        END IF;
        RETURN NULL;
    END $$;
    CREATE TRIGGER accounts_keep_one_administrator AFTER UPDATE OF role, is_active OR DELETE ON accounts_staffuser
        FOR EACH ROW WHEN (OLD.role = 'tenant_admin' AND OLD.is_active) EXECUTE FUNCTION accounts_keep_one_administrator();
"""


class Migration(migrations.Migration):
    dependencies = [("accounts", "0002_password_is_initial")]
    operations = [migrations.RunSQL(GUARD, migrations.RunSQL.noop)]
