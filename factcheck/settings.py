"""Every setting, in one file. What differs between installations is read from the
environment (``NAME``, or ``NAME_FILE`` for a mounted secret) and fails loudly."""

from datetime import timedelta
from pathlib import Path

import django_stubs_ext
from csp.constants import NONE, SELF

from factcheck.environment import Environment

django_stubs_ext.monkeypatch()

BASE_DIR = Path(__file__).resolve().parent.parent
env = Environment()

# Required everywhere: no value here would be safe to guess.
SECRET_KEY = env.text("SECRET_KEY")
DATABASES = {"default": env.database("DATABASE_URL")}
REDIS_URL = env.text("REDIS_URL")

# Off, or strict, unless asked for.
DEBUG = env.flag("DEBUG", default=False)
HTTPS = env.flag("HTTPS", default=True)
ALLOWED_HOSTS = env.words("ALLOWED_HOSTS")
CSRF_TRUSTED_ORIGINS = env.words("CSRF_TRUSTED_ORIGINS")

# How the newsroom works.
TIME_ZONE = env.time_zone("TIME_ZONE", default="UTC")
VERDICT_HOLD_SECONDS = env.number("VERDICT_HOLD_SECONDS", default=10)
LEASE_SECONDS = env.number("LEASE_SECONDS", default=15 * 60, least=1)
REVIEW_DUE_HOURS = env.number("REVIEW_DUE_HOURS", default=24, least=1)
SECOND_READER = env.choice(
    "SECOND_READER", default="always", allowed=("always", "sampled", "never")
)
SECOND_READER_SHARE = env.share("SECOND_READER_SHARE", default=0.2)
BLIND_SHARE = env.share("BLIND_SHARE", default=0.0)
# Required: a claim that names a person is contested only after they could reply.
RIGHT_OF_REPLY = env.choice(
    "RIGHT_OF_REPLY", default="offered", allowed=("offered", "required")
)
# Who publishes the verdicts, for the markup of the pages that show them.
NEWSROOM_NAME = env.text("NEWSROOM_NAME", default="")
NEWSROOM_URL = env.text("NEWSROOM_URL", default="")
# Hosts of the house that webhooks may call, beside those of the public net.
WEBHOOKS_INSIDE = env.words("WEBHOOKS_INSIDE")
# A first copy of a million verdicts is 2,000 pages: it fits into four minutes. 0 is no
# limit.
API_REQUESTS_A_MINUTE = env.number("API_REQUESTS_A_MINUTE", default=600)
MAX_SOURCE_BYTES = env.number("MAX_SOURCE_BYTES", default=5 * 1024 * 1024, least=1)
# Whether pages are read from the public net: those a person gives the address of, and
# now and then those of stored sources, to see if they are still there.
FETCH_PAGES = env.flag("FETCH_PAGES", default=True)
# Behind or off, reports are stored by their words alone, which is many times faster;
# behind, what means the same is suggested afterwards.
MATCH_BY_MEANING = env.choice(
    "MATCH_BY_MEANING", default="at_once", allowed=("at_once", "behind", "off")
)
# Encode those sentences finely too whose worth is unsure, at once only: 45 ms each.
LOOK_TWICE = env.flag("LOOK_TWICE", default=True)
# A newsroom's own model of check-worthiness, as manage.py retrain_worth wrote it.
WORTH_MODEL = env.text("WORTH_MODEL", default="")
EXTRACTION_ATTEMPTS = env.number("EXTRACTION_ATTEMPTS", default=5, least=1)
# Longer than a task may run, so that only a dead worker loses its lease.
EXTRACTION_LEASE_SECONDS = env.number("EXTRACTION_LEASE_SECONDS", default=150, least=1)

# The same everywhere.
INSTALLED_APPS = [
    "factcheck.admin.DeskAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "pgtrigger",
    "rest_framework",
    "knox",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "csp",
    "claims",
    "reviews",
]

MIDDLEWARE = [
    "factcheck.requests.RequestIdMiddleware",
    "factcheck.health.HealthMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "factcheck.nul.RefuseNulMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "reviews.preferences.PreferencesMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

ROOT_URLCONF = "factcheck.urls"
WSGI_APPLICATION = "factcheck.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "factcheck" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
DATABASES["default"] |= {
    "CONN_MAX_AGE": 600,
    "CONN_HEALTH_CHECKS": True,
    "OPTIONS": DATABASES["default"].get("OPTIONS", {})
    | {
        "connect_timeout": 5,
        # A stuck statement must not hold a claim's lock while the desk waits.
        # Our statements are short; compiling one takes longer than running it.
        "options": "-c lock_timeout=5s -c statement_timeout=30s "
        "-c idle_in_transaction_session_timeout=60s -c jit=off",
    },
}

LANGUAGES = [("en", "English"), ("de", "Deutsch")]
LANGUAGE_CODE = env.language("LANGUAGE", default="en", known=("en", "de"))
LOCALE_PATHS = [BASE_DIR / "factcheck" / "locale"]
FORMAT_MODULE_PATH = "factcheck.formats"
USE_I18N = True
USE_TZ = True

AUTHENTICATION_BACKENDS = ["reviews.preferences.PeopleBackend"]
LOGIN_URL = "admin:login"
LOGIN_REDIRECT_URL = "/"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]

# A pasted text may be as long as a file, and longer once a form has encoded it.
DATA_UPLOAD_MAX_MEMORY_SIZE = 3 * MAX_SOURCE_BYTES + 2**20

STATIC_URL = "/static/"
STATIC_ROOT = BASE_DIR / "var" / "static"
STATICFILES_DIRS = [BASE_DIR / "factcheck" / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}

SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_HSTS_PRELOAD = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SESSION_COOKIE_SECURE = HTTPS
CSRF_COOKIE_SECURE = HTTPS
CSRF_FAILURE_VIEW = "factcheck.kept.refuse_old_form"
SESSION_COOKIE_AGE = 12 * 60 * 60
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}

# Celery is a doorbell: PostgreSQL rows are the record, so a task may be lost or
# run twice and nothing is. Attempts are counted there too, never by redelivery.
CELERY_BROKER_URL = REDIS_URL
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = False
CELERY_TASK_TIME_LIMIT = 120
CELERY_TASK_SOFT_TIME_LIMIT = 100
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TIMEZONE = "UTC"
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_MAX_TASKS_PER_CHILD = 500
CELERY_WORKER_SOFT_SHUTDOWN_TIMEOUT = 30
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
# For ever: nobody should have to start a worker again after a long night.
CELERY_BROKER_CONNECTION_MAX_RETRIES = None
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": 600,
    "socket_keepalive": True,
    "health_check_interval": 15,
    # Ringing must never hold up a request when Redis is away.
    "socket_connect_timeout": 2,
    # Nor when it is there and does not answer.
    "socket_timeout": 5,
    "max_retries": 1,
    "interval_start": 0,
    "interval_step": 0,
}
CELERY_TASK_PUBLISH_RETRY = False
# Rung when extraction has stored new claims. Named here because the facts
# (claims) must not import the acts (reviews).
CLAIMS_FOUND_TASK = "reviews.tasks.open_reviews"
CELERY_BEAT_SCHEDULE = {
    "extract what was missed": {
        "task": "claims.tasks.sweep_extractions",
        "schedule": timedelta(seconds=5),
        "options": {"expires": 5},
    },
    "encode claims for searching": {
        "task": "claims.tasks.fill_meanings",
        "schedule": timedelta(seconds=30),
        "options": {"expires": 30},
    },
    "read the feeds of outlets": {
        "task": "claims.tasks.read_subscriptions",
        "schedule": timedelta(seconds=30),
        "options": {"expires": 30},
    },
    "ask whether pages are still there": {
        "task": "claims.tasks.check_links",
        "schedule": timedelta(minutes=10),
        "options": {"expires": 600},
    },
    "open reviews for new claims": {
        "task": CLAIMS_FOUND_TASK,
        "schedule": timedelta(seconds=5),
        "options": {"expires": 5},
    },
    "publish verdicts that are due": {
        "task": "reviews.tasks.publish_due",
        "schedule": timedelta(seconds=1),
        "options": {"expires": 1},
    },
    "ring for what was published": {
        "task": "reviews.tasks.call_webhooks",
        "schedule": timedelta(seconds=1),
        "options": {"expires": 1},
    },
}

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "factcheck.api.tokens.BearerAuthentication",
        "rest_framework.authentication.SessionAuthentication",
    ],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["factcheck.api.strict_json.StrictJSONParser"],
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "EXCEPTION_HANDLER": "factcheck.problems.problem_from_exception",
    "UNAUTHENTICATED_USER": None,
    "URL_FORMAT_OVERRIDE": None,
}
REST_KNOX = {
    "TOKEN_TTL": timedelta(days=90),
    "AUTH_HEADER_PREFIX": "Bearer",
    "AUTO_REFRESH": False,
}
SPECTACULAR_SETTINGS = {
    "TITLE": "Factcheck",
    "DESCRIPTION": "Sources in, claims reviewed, verdicts out.",
    "VERSION": "v1",
    "OAS_VERSION": "3.1.0",
    "SERVE_INCLUDE_SCHEMA": False,
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
    "COMPONENT_SPLIT_REQUEST": True,
    "ENUM_GENERATE_CHOICE_DESCRIPTION": False,
    "POSTPROCESSING_HOOKS": [
        "drf_spectacular.hooks.postprocess_schema_enums",
        "factcheck.api.schema.close_inputs",
        "factcheck.api.schema.name_problems",
        "factcheck.api.schema.describe_quota",
    ],
    "ENUM_NAME_OVERRIDES": {
        "State": "reviews.moves.State.values",
        "Stage": "reviews.moves.Stage.values",
        "Outcome": "reviews.moves.Outcome.values",
        "Verb": "reviews.moves.VERBS",
        "SourceKind": "claims.api.SourceKind.values",
        "ExtractionStatus": "claims.api.ExtractionStatus.values",
        "FeedKind": "reviews.api.verdicts.FeedKind.values",
    },
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {
            "format": "{asctime} {levelname} {name} [{request_id}] {message}{told}",
            "style": "{",
        }
    },
    "filters": {
        "request_id": {"()": "factcheck.requests.RequestIdFilter"},
        "outage": {"()": "factcheck.logs.OutageFilter"},
    },
    "handlers": {
        "stderr": {
            "class": "logging.StreamHandler",
            "formatter": "line",
            "filters": ["request_id", "outage"],
        }
    },
    "loggers": {
        # Each ring of each second; what was done is said by who did it.
        name: {"level": "WARNING"}
        for name in ("celery.app.trace", "celery.beat", "celery.worker.strategy")
    },
    "root": {"handlers": ["stderr"], "level": "INFO"},
}
