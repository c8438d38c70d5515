# 持ち運べる役所: `make run` and `make test` need nothing but Python 3.11+, make and git.
PORT ?= 8000
PYTHON ?= python3
ARGS ?= help
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip install -qq --disable-pip-version-check
.DEFAULT_GOAL := help
.PHONY: help run test lint bench manage reset screenshots browser

help: ## この一覧
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## (.*)/  make \1	\2/' | expand -t 20

run: $(VENV)/ready-run ## 全体を動かす（PORT=9000 でポートを変更）
	@$(BIN)/python -m devtools.run --port $(PORT)

test: $(VENV)/ready-test browser lint ## すべての検査とテスト
	$(BIN)/python -m pytest -n 2 --dist loadgroup -q

lint: $(VENV)/ready-test ## 書き方、依存の向き、テンプレート、型、マイグレーション
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check --quiet .
	@out=$$($(BIN)/lint-imports --no-cache) || { echo "$$out"; exit 1; }
	@$(BIN)/djlint templates --lint --quiet
	@$(BIN)/mypy --no-error-summary forms_app/schema forms_app/workflow.py municipalities/support
	@DJANGO_SETTINGS_MODULE=portal.settings.test $(BIN)/python -W ignore manage.py makemigrations --check --dry-run

bench: $(VENV)/ready-test ## 速さを、手書きの最小実装との比で測る
	@$(BIN)/python -m bench.run

manage: $(VENV)/ready-run ## 管理コマンド（ARGS="list_municipalities --format csv"）
	@PORT=$(PORT) $(BIN)/python -m devtools.manage $(ARGS)

screenshots: $(VENV)/ready-test browser ## docs/screenshots を撮り直す
	SCREENSHOTS=docs/screenshots $(BIN)/python -m pytest tests/e2e -q

reset: $(VENV)/ready-run ## データを消して最初から
	@$(BIN)/python -m devtools.reset

browser:
	@devtools/install_browser.sh

$(VENV)/made: # a stamp, not bin/python: that one exists before pip does
	@echo "  … Python の仮想環境を用意"
	@$(PYTHON) devtools/make_venv.py $(VENV)
	@touch $@

$(VENV)/ready-run: requirements.txt requirements-embedded.txt | $(VENV)/made
	@echo "  … ライブラリをインストール（初回だけ）"
	@$(PIP) -r requirements.txt
	@$(PIP) --require-hashes -r requirements-embedded.txt
	@touch $@

$(VENV)/ready-test: requirements-dev.txt | $(VENV)/ready-run
	@echo "  … テストの道具をインストール（初回だけ）"
	@$(PIP) -r requirements-dev.txt
	@touch $@
