import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0005_section_place'),
        ('forms_app', '0009_quota'),
        ('residents', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='application',
            name='resident',
            field=models.ForeignKey(db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='applications', to='residents.resident'),
        ),
        migrations.AddField(
            model_name='draft',
            name='resident',
            field=models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='drafts', to='residents.resident'),
        ),
        migrations.AddIndex(
            model_name='application',
            index=models.Index(condition=models.Q(('resident__isnull', False)), fields=['resident', '-submitted_at'], name='application_of_resident'),
        ),
        migrations.AddIndex(
            model_name='draft',
            index=models.Index(condition=models.Q(('resident__isnull', False)), fields=['resident'], name='draft_of_resident'),
        ),
    ]
