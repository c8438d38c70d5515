from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0004_api_token'),
    ]

    operations = [
        migrations.AddField(
            model_name='section',
            name='place',
            field=models.CharField(blank=True, help_text='例：本庁舎2階8番窓口', max_length=60, verbose_name='窓口の場所'),
        ),
    ]
