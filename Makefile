# For a newcomer: `make demo` and `make test`. Everything else: `make help`.

PYTHON ?= python3
PORT ?= 8000
INSIDE = .venv/bin/python
TEST_SETTINGS = DJANGO_SETTINGS_MODULE=config.settings.test
# gunicorn, mypy and import-linter look for the rooms here; manage.py and pytest find them by themselves.
export PYTHONPATH = .:site

.PHONY: help demo demo-reset test setup run check format messages bench bench-import bench-search bench-search-scale fonts docs lock release

help: ## list what can be made
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

demo: .venv/for-the-site ## serve the demo at http://127.0.0.1:8000 (PORT=8123 for another port)
	@$(INSIDE) -m deploy.serve_demo --port $(PORT)

demo-reset: .venv/for-the-site ## throw the demo's data away and load it anew
	@$(INSIDE) -m deploy.serve_demo --reset

test: .venv/for-developers ## set up what tests need, then run all checks and all tests
	@$(INSIDE) -m deploy.system_packages
	@$(INSIDE) -m tests.run

setup: .venv/for-developers ## make .venv/ with everything that developers need

run: .venv/for-developers ## serve the demo's data with Django's own server, which reloads changed code, and the worker
	@$(INSIDE) -m deploy.serve_code $(PORT)

check: .venv/for-developers ## hold the code to the rules of the house
	$(INSIDE) -m ruff format --check .
	$(INSIDE) -m ruff check .
	$(INSIDE) -m djlint --lint --quiet site good_practices network_members
	.venv/bin/lint-imports --no-logo
	$(INSIDE) -m mypy .
	$(TEST_SETTINGS) $(INSIDE) manage.py check --fail-level WARNING
	$(TEST_SETTINGS) $(INSIDE) manage.py makemigrations --check --dry-run
	$(INSIDE) -m pytest -q tests/test_layout.py tests/test_size.py tests/test_docs.py tests/test_messages.py

format: .venv/for-developers ## bring the code into its form
	$(INSIDE) -m ruff format .
	$(INSIDE) -m ruff check --fix .

messages: .venv/for-developers ## collect the words to translate, and compile what is translated
	$(TEST_SETTINGS) $(INSIDE) manage.py makemessages -l el --no-location --no-obsolete \
		-i .venv -i var -i tests -i docs -i deploy
	sed -i -E '/^"(Report-Msgid-Bugs-To|POT-Creation-Date): /d' site/locale/el/LC_MESSAGES/django.po
	$(TEST_SETTINGS) $(INSIDE) -m deploy.admin_words
	$(TEST_SETTINGS) $(INSIDE) manage.py compilemessages -l el -i .venv

bench: .venv/for-developers ## measure what must not get slower
	$(INSIDE) -m pytest -q -s tests/benchmarks

bench-search: .venv/for-developers ## measure what search finds, in every spelling, on SQLite and on PostgreSQL
	$(INSIDE) -m pytest -q -s tests/benchmarks/search_relevance.py
	$(INSIDE) -m tests.postgres $(INSIDE) -m pytest -q -s tests/benchmarks/search_relevance.py

bench-search-scale: .venv/for-developers ## measure the search among 100,000 texts on SQLite and on PostgreSQL, beside the bare engine
	$(INSIDE) -m pytest -q -s tests/benchmarks/search_scale.py
	$(INSIDE) -m tests.postgres $(INSIDE) -m pytest -q -s tests/benchmarks/search_scale.py

bench-import: .venv/for-developers ## bring in 5,000 practices on SQLite and on PostgreSQL, within five minutes each
	$(INSIDE) -m pytest -q -s tests/benchmarks/large_import.py
	$(INSIDE) -m tests.postgres $(INSIDE) -m pytest -q -s tests/benchmarks/large_import.py

fonts: .venv/for-developers ## make the font files anew out of those of Fontsource (needs npm)
	mkdir -p var/fonts && cd var/fonts && for name in literata commissioner; do \
		npm pack --silent @fontsource-variable/$$name@5.3.0 && tar -xzf fontsource-variable-$$name-5.3.0.tgz || exit 1; \
	done
	$(INSIDE) -m uv run --no-project --with fonttools==4.68.0 --with brotli==1.2.1 deploy/fonts.py var/fonts/package/files

docs: .venv/for-developers ## hold the documents to the code
	$(INSIDE) -m pytest -q tests/test_docs.py

lock: .venv/for-developers ## write the lock files anew after a change in requirements*.txt
	for name in requirements requirements-dev; do \
		$(INSIDE) -m uv pip compile $$name.txt --universal --python-version 3.11 --generate-hashes --quiet \
			--custom-compile-command "make lock" --output-file $$name.lock || exit 1; \
	done

release: .venv/for-developers ## close the changelog's open part and tag it (VERSION=1.2.0)
	@$(INSIDE) -m deploy.release $(VERSION)

.PHONY: python .venv/for-the-site .venv/for-developers

python:
	@command -v $(PYTHON) >/dev/null || { echo "Nima: $(PYTHON) is missing; install Python 3.11 or newer." >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.version_info < (3, 11) and sys.exit("Nima: %s is Python %d.%d, but 3.11 or newer is \
	needed; name one, such as make demo PYTHON=python3.12." % (("$(PYTHON)",) + sys.version_info[:2]))'

.venv/for-the-site: python
	@$(PYTHON) deploy/bootstrap.py

.venv/for-developers: python
	@$(PYTHON) deploy/bootstrap.py --dev
