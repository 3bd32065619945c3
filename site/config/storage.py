"""Static files with the hash of their content in the name."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class HashedStatic(CompressedManifestStaticFilesStorage):
    """Hash names, and the names inside CSS imports and JavaScript modules too."""

    # Django calls this experimental; tests/test_static.py covers it.
    support_js_module_import_aggregation = True
