from . import nouns, publishing, rules  # noqa: F401
