"""Settings that every installation shares."""

from pathlib import Path

from django.utils.translation import gettext_lazy as _

from config import logs
from config.settings import content_security, machine
from config.settings.environment import Environment
from config.settings.talk import *  # noqa: F403 - settings modules build on each other

ROOT = Path(__file__).resolve().parents[3]
env = Environment()

# Rooms and the frame they stand on
ROOMS = [
    "language",
    "tables",
    "caching",
    "vocabulary",
    "mail",
    "blocks",
    "translation",
    "moderation",
    "network_members",
    "following",
    "links",
    "search",
    "translators",
    "comments",
    "library",
    "good_practices",
    "proposals",
    "adoptions",
    "pages",
    "health",
    "demo",
]
INSTALLED_APPS = [
    *ROOMS,
    "wagtail_localize",
    "wagtail_localize.locales",
    "wagtail.contrib.forms",
    "wagtail.contrib.redirects",
    "wagtail.contrib.settings",
    "wagtail.embeds",
    "wagtail.sites",
    "network_members.apps.AccountsConfig",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    # Storage of comments: none of its addresses, templates, tags and mails is used.
    "comments.apps.StorageConfig",
    "django_comments",
    "csp",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.sites",
    "django.contrib.staticfiles",
    "django.forms",
]
MIDDLEWARE = [
    "caching.middleware.KeepPages",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "config.middleware.Headers",
    "config.middleware.ContentSecurityPolicy",
    "config.middleware.CleanInput",
    "config.unread_input.UnreadInput",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "network_members.middleware.AnswersOfAccounts",
    "network_members.middleware.SecondFactorForStaff",
    "translation.guard.GuardTranslation",
    "django_htmx.middleware.HtmxMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
]
ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [ROOT / "site" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.debug",
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "config.context.site",
            ],
        },
    },
]

# Demo: fixed logins, no second factor, no mail leaves; only development.py says so
DEMO = False
# Lets `manage.py seed_roles` make accounts whose password everybody knows, also outside the demo; only test.py says so
SAMPLE_ACCOUNTS = False

# Data
DATABASES = {"default": env.database("DATABASE_URL", default=f"sqlite:///{ROOT}/var/nima.sqlite3")}
DATABASES["default"].update(CONN_MAX_AGE=600, CONN_HEALTH_CHECKS=True)
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # Without IMMEDIATE, WAL and a timeout SQLite loses most concurrent writes (measured: 35 of 40).
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
    }
else:
    # Whoever waits for a server that is gone, or for a row that somebody holds, is told so instead.
    DATABASES["default"]["OPTIONS"] = {
        "connect_timeout": 3,
        "options": "-c lock_timeout=5s",
        **DATABASES["default"].get("OPTIONS", {}),
    }
# Pages that visitors get from memory, in each process; 0 makes every page anew.
KEPT_PAGES_MEGABYTES = env.int("KEPT_PAGES_MEGABYTES", default=64)
CACHES = {"default": env.shared_cache("CACHE_URL", default="locmemcache://")}

# People
AUTH_USER_MODEL = "network_members.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "network_members.passwords.LongEnough", "OPTIONS": {"min_length": 12}},
    {"NAME": "network_members.passwords.NotLikeThePerson"},
    {"NAME": "network_members.passwords.NotWellKnown"},
    {"NAME": "network_members.passwords.NotOnlyDigits"},
]
PASSWORD_RESET_TIMEOUT = 24 * 60 * 60
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "my:home"
ACCOUNT_ADAPTER = "network_members.adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_SIGNUP_FORM_CLASS = "network_members.forms.MembershipRequestForm"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_EMAIL_CONFIRMATION_AUTHENTICATED_REDIRECT_URL = "account_email"
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 5 * 60
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_FORMAT = {"numeric": True}  # letters would depend on the keyboard's language
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = ACCOUNT_LOGIN_TIMEOUT = 15 * 60
ACCOUNT_RATE_LIMITS = {
    "login_failed": "10/m/ip,5/5m/key",
    # Counted inside our forms, which keep what was typed: network_members.limits.
    **dict.fromkeys(("change_password", "login", "manage_email", "reset_password", "signup")),
}
ACCOUNT_FORMS = {
    "add_email": "network_members.account_forms.AddEmailForm",
    "change_password": "network_members.account_forms.ChangePasswordForm",
    "confirm_login_code": "network_members.account_forms.ConfirmLoginCodeForm",
    "login": "network_members.account_forms.LoginForm",
    "reauthenticate": "network_members.account_forms.ReauthenticateForm",
    "request_login_code": "network_members.account_forms.RequestLoginCodeForm",
    "reset_password": "network_members.account_forms.ResetPasswordForm",
    "reset_password_from_key": "network_members.account_forms.ResetPasswordKeyForm",
    "set_password": "network_members.account_forms.SetPasswordForm",
    "signup": "network_members.account_forms.SignupForm",
}
MFA_ADAPTER = "network_members.adapters.SecondStepAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes", "webauthn"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Nima"
MFA_TOTP_TOLERANCE = 1  # half a minute for slow typing, and for phones whose clock is not quite right
MFA_FORMS = {
    "activate_totp": "network_members.account_forms.ActivateTOTPForm",
    "add_webauthn": "network_members.passkeys.AddForm",
    "authenticate": "network_members.account_forms.AuthenticateForm",
    "authenticate_webauthn": "network_members.passkeys.SecondStepForm",
    "edit_webauthn": "network_members.passkeys.RenameForm",
    "login_webauthn": "network_members.passkeys.SignInForm",
    "reauthenticate": "network_members.account_forms.SecondReauthenticateForm",
    "reauthenticate_webauthn": "network_members.passkeys.ReauthenticateForm",
}
# A day, and no longer than the browser is open; WCAG 2.2.1 asks for no warning beyond 20 hours.
SESSION_COOKIE_AGE = 24 * 60 * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True

# Languages: English is the source of the words, both are equal to the reader
LANGUAGE_CODE = "el"
LANGUAGES = WAGTAIL_CONTENT_LANGUAGES = WAGTAILADMIN_PERMITTED_LANGUAGES = [("el", "Ελληνικά"), ("en", "English")]
LOCALE_PATHS = [ROOT / "site" / "locale", ROOT / "site" / "locale" / "admin"]
USE_I18N = USE_TZ = WAGTAIL_I18N_ENABLED = True
TIME_ZONE = "Europe/Athens"
WAGTAIL_USER_TIME_ZONES = [TIME_ZONE]  # the admin tells the same time as the site
WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE = False

# Files
STATIC_URL = "/static/"
STATIC_ROOT = Path(env("STATIC_ROOT", default=str(ROOT / "var" / "static")))
STATICFILES_DIRS = [ROOT / "static"]
MEDIA_URL = "/media/"
MEDIA_ROOT = Path(env("MEDIA_ROOT", default=str(ROOT / "var" / "media")))
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "config.storage.HashedStatic"},
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 10 * 1024**2
# A page with many rows sends more than Django's thousand.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000

# Mail: everything goes through our outbox, which a worker empties
EMAIL_BACKEND = "mail.backends.OutboxBackend"
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = env("DEFAULT_FROM_EMAIL", default="Nima <no-reply@nima.example>")
MAIL_KEPT_DAYS = env.int("MAIL_KEPT_DAYS", default=90)
TASKS = {
    # Wagtail's own tasks stay synchronous; ours wait in the database for the worker.
    "default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"},
    "bg": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": []},
}

# Wagtail
WAGTAIL_SITE_NAME = "Nima"
WAGTAILADMIN_BASE_URL = env("BASE_URL", default="http://127.0.0.1:8000")
WAGTAILADMIN_LOGIN_URL = "account_login"
WAGTAIL_PASSWORD_RESET_ENABLED = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_ALLOW_UNICODE_SLUGS = False
WAGTAIL_WORKFLOW_REQUIRE_REAPPROVAL_ON_EDIT = True
WAGTAILADMIN_NOTIFICATION_INCLUDE_SUPERUSERS = False
WAGTAILIMAGES_IMAGE_MODEL = "library.NetworkImage"
WAGTAILIMAGES_IMAGE_FORM_BASE = "library.forms.ImageForm"
WAGTAILIMAGES_EXTENSIONS = ["avif", "gif", "jpg", "jpeg", "png", "webp"]
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 10 * 1024**2
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 40_000_000
WAGTAILDOCS_DOCUMENT_MODEL = "library.NetworkDocument"
WAGTAILDOCS_DOCUMENT_FORM_BASE = "library.forms.DocumentForm"
WAGTAILDOCS_CONTENT_TYPES = {
    "csv": "text/csv",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "odt": "application/vnd.oasis.opendocument.text",
    "pdf": "application/pdf",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "txt": "text/plain",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
WAGTAILDOCS_EXTENSIONS = sorted(WAGTAILDOCS_CONTENT_TYPES)
WAGTAILDOCS_INLINE_CONTENT_TYPES: list[str] = []
WAGTAILDOCS_MAX_UPLOAD_SIZE, WAGTAILDOCS_SERVE_METHOD = 10 * 1024**2, "serve_view"
BACKUP_FOLDER, CERTIFICATE_FILE = env("BACKUP_FOLDER", default=""), env("CERTIFICATE_FILE", default="")
VIRUS_SCANNER, CHECK_OUTSIDE_LINKS = env("VIRUS_SCANNER", default=""), env.bool("CHECK_OUTSIDE_LINKS", default=False)

# Machine drafts of translations: off unless an engine is named; nothing is asked of another host then
MACHINE_TRANSLATION = env.choice("MACHINE_TRANSLATION", ("none", "libretranslate", "deepl"))
MACHINE_TRANSLATION_URL, MACHINE_TRANSLATION_KEY = machine.place_and_key(env, MACHINE_TRANSLATION)
MACHINE_TRANSLATION_GLOSSARY = env("MACHINE_TRANSLATION_GLOSSARY", default="")
MACHINE_TRANSLATION_CHARACTERS = env.int("MACHINE_TRANSLATION_CHARACTERS", default=200_000)

# Search
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "search.desk.backend"}}
TAGGIT_CASE_INSENSITIVE, SEARCH_URL = True, env("SEARCH_URL", default="")

# Security: no inline code on the public site; Wagtail's editors need it under /admin/
CONTENT_SECURITY_POLICY = content_security.CONTENT_SECURITY_POLICY
ADMIN_CONTENT_SECURITY_POLICY = content_security.ADMIN_CONTENT_SECURITY_POLICY
CSRF_COOKIE_SAMESITE = SESSION_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "config.errors.form_expired"
SESSION_COOKIE_HTTPONLY = True
SECURE_REFERRER_POLICY, X_FRAME_OPTIONS = "same-origin", "SAMEORIGIN"

# Words for the reader
LANGUAGE_NAMES = {"el": _("Greek"), "en": _("English")}
LOGGING = logs.SETTINGS
SILENCED_SYSTEM_CHECKS: list[str] = []
