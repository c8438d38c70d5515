import django.db.models.deletion
from django.db import migrations, models

from forms_app.workflow import GIVES_PLACE_BACK

WITHOUT_PLACE = ", ".join(f"'{status}'" for status in sorted(GIVES_PLACE_BACK))
COUNT = f"""
    CREATE FUNCTION forms_app_count_places() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE
        had integer := 0;
        has integer := 0;
    BEGIN
        IF TG_OP <> 'INSERT' AND OLD.status NOT IN ({WITHOUT_PLACE}) THEN had := 1; END IF;
        IF TG_OP <> 'DELETE' AND NEW.status NOT IN ({WITHOUT_PLACE}) THEN has := 1; END IF;
        IF had <> has THEN
            UPDATE forms_app_formquota SET taken = taken + has - had WHERE form_id = coalesce(NEW.form_id, OLD.form_id);
        END IF;
        RETURN NULL;
    END $$;
    CREATE TRIGGER forms_app_count_places AFTER INSERT OR DELETE OR UPDATE OF status ON forms_app_application
        FOR EACH ROW EXECUTE FUNCTION forms_app_count_places();
"""


class Migration(migrations.Migration):

    dependencies = [
        ('forms_app', '0008_working_copy_steps'),
    ]

    operations = [
        migrations.CreateModel(
            name='FormQuota',
            fields=[
                ('form', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='quota', serialize=False, to='forms_app.form')),
                ('most', models.PositiveIntegerField(verbose_name='受け付ける件数')),
                ('taken', models.PositiveIntegerField(default=0)),
            ],
            options={
                'verbose_name': '受付件数の上限',
                'verbose_name_plural': '受付件数の上限',
                'constraints': [models.CheckConstraint(condition=models.Q(('taken__lte', models.F('most'))), name='form_quota_is_kept'), models.CheckConstraint(condition=models.Q(('most__gte', 1)), name='form_quota_is_positive')],
            },
        ),
        migrations.RunSQL(COUNT, migrations.RunSQL.noop),
    ]
