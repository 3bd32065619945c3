"""Where the machine engine is, and the key to it."""

from config.settings.environment import Environment

DEEPL, DEEPL_FREE = "https://api.deepl.com", "https://api-free.deepl.com"


def place_and_key(env: Environment, engine: str) -> tuple[str, str]:
    """Return address and key of an engine; what it needs has to be there."""
    url, key = str(env("MACHINE_TRANSLATION_URL", default="")), str(env("MACHINE_TRANSLATION_KEY", default=""))
    if engine == "libretranslate":
        url = env.required("MACHINE_TRANSLATION_URL", "the address of LibreTranslate, such as http://127.0.0.1:5000")
    if engine == "deepl":
        key = env.required("MACHINE_TRANSLATION_KEY", "the key of DeepL")
        # Keys of the free plan end so.
        url = url or (DEEPL_FREE if key.endswith(":fx") else DEEPL)
    return url, key
