"""全国地方公共団体コード: the sixth digit is 11 − (Σ digit × weight 6,5,4,3,2) mod 11, last digit (総務省 設定要領)."""

from django.db import migrations

DIGITS = " + ".join(f"substr(code, {i}, 1)::int * {7 - i}" for i in range(1, 6))
CHECK = f"""
    ALTER TABLE tenancy_municipality ADD CONSTRAINT municipality_code_check_digit
        CHECK ((11 - ({DIGITS}) % 11) % 10 = substr(code, 6, 1)::int)
"""


class Migration(migrations.Migration):
    dependencies = [("tenancy", "0001_initial")]
    operations = [
        migrations.RunSQL(CHECK, "ALTER TABLE tenancy_municipality DROP CONSTRAINT municipality_code_check_digit")
    ]
