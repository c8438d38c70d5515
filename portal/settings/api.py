"""The REST API under /api/v1/: JSON in, JSON out, a token or nobody, never a session cookie."""

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [],
    "DEFAULT_PERMISSION_CLASSES": [],
    "DEFAULT_PARSER_CLASSES": ["forms_app.api.parsing.PlainJsonParser"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_THROTTLE_CLASSES": ["forms_app.api.throttling.SharedThrottle"],
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "EXCEPTION_HANDLER": "forms_app.api.errors.refuse",
    "UNAUTHENTICATED_USER": None,
}
# One client, all hosts together.
API_READS_IN_TEN_MINUTES = 1200
API_WRITES_IN_TEN_MINUTES = 300

SPECTACULAR_SETTINGS = {
    "TITLE": "持ち運べる役所 API",
    "DESCRIPTION": "手続の一覧、入力内容の確認、申請、経過の照会（だれでも）と、受け付けた申請の取得・処理（トークンを持つ職員）。",
    "VERSION": "1.0.0",
    "OAS_VERSION": "3.1.0",
    "COMPONENT_SPLIT_REQUEST": True,
    "ENUM_GENERATE_CHOICE_DESCRIPTION": False,
    "SCHEMA_PATH_PREFIX": "/api/v1",
    "TAGS": [
        {"name": "forms", "description": "手続フォーム（だれでも）"},
        {"name": "apply", "description": "申請する、経過を見る（だれでも）"},
        {"name": "staff", "description": "受け付けた申請（トークンが必要）"},
    ],
}
