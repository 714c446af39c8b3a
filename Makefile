# Everything a developer does, one line each; `make` runs all checks.

check: format lint types order test

format:
	ruff format --check .
lint:
	ruff check .
types:
	mypy
order:
	lint-imports
test:
	pytest -n 2

words:  # after a change to a text: brings new texts into the Danish catalogue, to be translated there
	pybabel -q extract -F babel.cfg -k t -k n:1,2 -k N_ -k say --no-location --sort-output --no-wrap -o /tmp/ivac.pot ivac pages
	pybabel -q update -D ivac -l da -i /tmp/ivac.pot -o ivac/locale/da.po --no-wrap --no-fuzzy-matching --ignore-obsolete

schema:  # after a change to the model of a plan
	python -m ivac schema > docs/plan.schema.json

lock:  # after a change to a requirements*.in
	uv pip compile -q requirements.in -o requirements.txt --no-emit-index-url
	uv pip compile -q requirements-dev.in -o requirements-dev.txt --no-emit-index-url

.PHONY: check format lint types order words test schema lock
