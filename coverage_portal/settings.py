"""Settings from the environment, or from var/portal.env which `make run` writes on first start.

SECRET_KEY       required: signs sessions
NIK_KEY          required: 32 random bytes as hex; keys the hash of every NIK. Keep it outside the database
NIK_KEY_VERSION  stored beside each hash (default 1)
DATABASE_URL     default: SQLite in var/portal.sqlite3; postgres://... for PostgreSQL
ALLOWED_HOSTS    comma-separated names the portal answers to
LOCAL            1 on one's own machine: plain HTTP is allowed
CACHE_URL        counts sign-in attempts; default: a table of the database, made by `manage.py createcachetable`
TRUSTED_PROXIES  how many reverse proxies stand in front (default 0); they must set X-Forwarded-For and -Proto
VAR_DIR          where the embedded database and generated keys lie (default var/)
IMPORT_DIR       where files being imported lie (default VAR_DIR/imports); with several machines, a folder they share
IMPORT_WORK      process: each import in a process of its own, at once (default); database: `manage.py db_worker` takes
                 them, on any number of machines; immediate: within the request
SMALL_CELL_PERSONS, SMALL_CELL_EMPLOYERS
                 counts of fewer persons (default 5) or employers (default 3) are withheld from whoever may not see rows
"""

from __future__ import annotations

import environ
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

from coverage_portal.startup import BASE_DIR, ENV_FILE, var_directory

env = environ.Env()
VAR_DIR = var_directory()
if (VAR_DIR / ENV_FILE).is_file():
    env.read_env(str(VAR_DIR / ENV_FILE))


def required(name: str, meaning: str) -> str:
    """The environment variable `name`; refuses to start, in one line, when it is missing."""
    value = env.str(name, default="")
    if not value:
        raise ImproperlyConfigured(f"{name} belum diisi: {meaning}. `make run` menuliskannya ke {VAR_DIR / ENV_FILE}.")
    return value


def whole_number(name: str, default: int, *, lowest: int = 0, highest: int = 999_999_999) -> int:
    """The environment variable `name` as a number within bounds; else refuses to start, in one line."""
    value = env.str(name, default="") or str(default)
    # Nine digits at most: a text that is longer would not even be read as a number.
    if not (value.isdecimal() and len(value) <= 9 and lowest <= int(value) <= highest):
        raise ImproperlyConfigured(f"{name} harus bilangan bulat dari {lowest} sampai {highest}, bukan “{value:.20}”.")
    return int(value)


SECRET_KEY = required("SECRET_KEY", "kunci tanda tangan sesi")
NIK_KEY = required("NIK_KEY", "kunci hash NIK, 32 bita acak dalam heksadesimal")
NIK_KEY_VERSION = whole_number("NIK_KEY_VERSION", default=1, lowest=1, highest=32_767)
if len(NIK_KEY) < 64 or len(NIK_KEY) % 2 or any(c not in "0123456789abcdefABCDEF" for c in NIK_KEY):
    raise ImproperlyConfigured("NIK_KEY harus 32 bita atau lebih dalam heksadesimal (64 angka, selalu genap).")
LOCAL = env.bool("LOCAL", default=False)
DEBUG = env.bool("DEBUG", default=False)
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["127.0.0.1", "localhost"] if LOCAL else [])

INSTALLED_APPS = [
    "coverage_portal.core",
    "coverage_portal.programmes",
    "regions",
    "employers",
    "workers",
    "coverage_portal.coverage",
    "coverage_portal.register",
    "coverage_portal.imports",
    "coverage_portal.briefings",
    "allauth",
    "allauth.account",
    "csp",
    "django_tasks",
    "django_tasks_db",
    "django_filters",
    "knox",
    "drf_spectacular",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",  # before WhiteNoise: an SVG that is opened by itself is a page too
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",  # slow lines; it pads each answer, against guessing secrets by length
    "coverage_portal.coverage.freshness.Unchanged",  # before the session's: one query answers for all
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "coverage_portal.core.tokens.TokenUser",
    "regions.gate.AccessGate",
]
ROOT_URLCONF = "coverage_portal.urls"
WSGI_APPLICATION = "coverage_portal.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "regions.gate.may",
                "coverage_portal.frame.frame",
            ],
        },
    }
]

database_url = env.str("DATABASE_URL", default="") or f"sqlite:///{VAR_DIR / 'portal.sqlite3'}"
if database_url.partition(":")[0] not in ("sqlite", "postgres", "postgresql"):
    raise ImproperlyConfigured(
        "DATABASE_URL tidak dikenal: tulis sqlite:///BERKAS atau postgres://PENGGUNA@SERVER/NAMA."
    )
try:
    DATABASES = {"default": env.db_url_config(database_url)}
except ValueError:
    raise ImproperlyConfigured("DATABASE_URL tidak dapat dibaca: port harus bilangan bulat.") from None
if not DATABASES["default"]["NAME"]:
    raise ImproperlyConfigured("DATABASE_URL belum menyebut nama basis data: tulis postgres://PENGGUNA@SERVER/NAMA.")
DATABASES["default"]["CONN_MAX_AGE"] = 600
DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA secure_delete=ON;",
    }
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "core.User"
# Django's own: an inactive account fails like a wrong password. allauth's would send it to a page that tells.
AUTHENTICATION_BACKENDS = ["django.contrib.auth.backends.ModelBackend"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "dashboard"
ACCOUNT_ADAPTER = "coverage_portal.core.accounts.AccountAdapter"
ACCOUNT_FORMS = {
    "login": "coverage_portal.core.forms.SignInForm",
    "change_password": "coverage_portal.core.forms.PasswordForm",
}
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_PRESERVE_USERNAME_CASING = True
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_SESSION_REMEMBER = False
# An office often shares one address: the limit per account is the strict one. Counted in the shared cache.
ACCOUNT_RATE_LIMITS = {"login": "60/m/ip", "login_failed": "30/m/ip,5/5m/key", "change_password": "5/m/user"}
cache_url = env.str("CACHE_URL", default="") or "dbcache://portal_cache?max_entries=100000"
if cache_url.partition(":")[0] not in env.CACHE_SCHEMES:
    raise ImproperlyConfigured("CACHE_URL tidak dikenal: tulis misalnya dbcache://TABEL atau redis://SERVER:6379/0.")
CACHES = {"default": env.cache_url_config(cache_url)}
CACHES["default"]["KEY_FUNCTION"] = "coverage_portal.core.cache_keys.keyed"
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]

# Work on imports. The batch is the only truth about its state: a task that is lost or comes twice does no harm.
IMPORT_DIR = env.str("IMPORT_DIR", default="") or str(VAR_DIR / "imports")
FILE_UPLOAD_HANDLERS = [
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "coverage_portal.core.uploads.ImportFolderHandler",
]
TASK_BACKENDS = {
    "process": "coverage_portal.imports.in_process.OwnProcessBackend",
    "database": "django_tasks_db.DatabaseBackend",
    "immediate": "django_tasks.backends.immediate.ImmediateBackend",
}
import_work = env.str("IMPORT_WORK", default="") or "process"
if import_work not in TASK_BACKENDS:
    raise ImproperlyConfigured("IMPORT_WORK harus process, database, atau immediate.")
TASKS = {"default": {"BACKEND": TASK_BACKENDS[import_work]}}

# Counts from 1 to below these are not told to who may not see every row behind them; 1 tells all.
SMALL_CELL_PERSONS = whole_number("SMALL_CELL_PERSONS", default=5, lowest=1)
SMALL_CELL_EMPLOYERS = whole_number("SMALL_CELL_EMPLOYERS", default=3, lowest=1)

LANGUAGE_CODE = "id"
LANGUAGES = [("id", _("Indonesia")), ("en", _("Inggris"))]
LOCALE_PATHS = [BASE_DIR / "coverage_portal" / "locale"]
USE_I18N = True
USE_THOUSAND_SEPARATOR = False
TIME_ZONE = "Asia/Jakarta"
USE_TZ = True

# The gate decides who may ask (regions.gate), so DRF decides nothing. Only its JSON is used: it is no installed app.
REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": ["coverage_portal.api.who_asks.WhoAsks"],
    "DEFAULT_PERMISSION_CLASSES": [],
    "DEFAULT_THROTTLE_CLASSES": ["coverage_portal.api.throttles.Reading", "coverage_portal.api.throttles.Writing"],
    "DEFAULT_THROTTLE_RATES": {"reading": "600/min", "writing": "60/min"},
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": [],
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "EXCEPTION_HANDLER": "coverage_portal.api.errors.answer_exception",
    "URL_FORMAT_OVERRIDE": None,
}
# Tokens are core.ApiToken; knox's own table would stand empty beside it, unknown to Django.
MIGRATION_MODULES = {"knox": None}
KNOX_TOKEN_MODEL = "core.ApiToken"  # noqa: S105 - the name of a model
REST_KNOX = {"AUTO_REFRESH": False, "AUTH_TOKEN_CHARACTER_LENGTH": 64}
SPECTACULAR_SETTINGS = {
    "TITLE": "Portal Cakupan",
    "VERSION": "1",
    "OAS_VERSION": "3.1.0",
    "SCHEMA_PATH_PREFIX": "/api(/v1)?",
    "SORT_OPERATIONS": False,
    "SORT_OPERATION_PARAMETERS": False,
    "DISABLE_DOCSTRING_DESCRIPTIONS": True,
    "POSTPROCESSING_HOOKS": ["coverage_portal.api.schema.with_conventions"],
}

# Errors go to the console once, for whoever runs the server to keep; nothing is mailed. core.error_log says what a line
# leaves out. "django" is named so that its own handlers, one of which mails, are taken off.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"without_values": {"()": "coverage_portal.core.error_log.WithoutValues"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "without_values"}},
    "root": {"handlers": ["console"], "level": "ERROR"},
    "loggers": {"django": {"handlers": [], "level": "ERROR"}},
}

STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "coverage_portal" / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "require-trusted-types-for": ["'script'"],
        "trusted-types": ["app"],
    }
}
TRUSTED_PROXIES = whole_number("TRUSTED_PROXIES", default=0)
ALLAUTH_TRUSTED_PROXY_COUNT = TRUSTED_PROXIES
if TRUSTED_PROXIES:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_SSL_REDIRECT = SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = not LOCAL
SECURE_HSTS_SECONDS = 0 if LOCAL else 31_536_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = not LOCAL
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_AGE = 12 * 60 * 60
