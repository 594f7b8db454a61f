"""The five roles, and a scale of ratings to start from."""

from django.apps.registry import Apps
from django.contrib.auth.management import create_permissions
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from reviews.roles import install_roles, install_scale


def install(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    # Permissions are usually made after all migrations; the roles need them now.
    for label in ("claims", "reviews"):
        config = apps.get_app_config(label)
        config.models_module = True
        create_permissions(config, apps=apps, verbosity=0)
        config.models_module = None
    install_roles(apps.get_model("auth", "Group"), apps.get_model("auth", "Permission"))
    install_scale(apps.get_model("reviews", "Rating"))


class Migration(migrations.Migration):
    dependencies = [
        ("reviews", "0002_one_door"),
        ("auth", "0012_alter_user_first_name_max_length"),
    ]
    operations = [migrations.RunPython(install, migrations.RunPython.noop)]
