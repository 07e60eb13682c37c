# Two commands do everything: `make run` and `make test`. Both keep to .venv/ and var/ of this folder.
# The recipes use POSIX sh only; what needs more lives in manage.py start and in tests/.
PYTHON ?= python3
PORT ?= 8000
VENV := .venv
PY := $(VENV)/bin/python
PIP := $(PY) -m pip install --disable-pip-version-check
NO_NETWORK := { echo "Pemasangan paket gagal. Periksa jaringan, lalu ulangi perintah ini."; exit 1; }
# Progress shows at once, also through a pipe.
export PYTHONUNBUFFERED := 1

.PHONY: help run test lint bench venv installed tests-installed

help:
	@echo "make run          siapkan semuanya dan buka portal di http://127.0.0.1:8000 (port lain: make run PORT=8001)"
	@echo "make test         jalankan semua uji di SQLite, lalu di PostgreSQL (sebagian: make test ARGS='-k access')"
	@echo "make lint         periksa gaya, tipe dan arah impor modul"
	@echo "make bench        ukur kecepatan dan tampilkan tabel perbandingan"

run: installed
	@exec $(PY) manage.py start --port $(PORT)

test: tests-installed
	@exec $(PY) -m tests $(ARGS)

lint: tests-installed
	$(VENV)/bin/ruff check .
	$(VENV)/bin/ruff format --check .
	$(VENV)/bin/mypy coverage_portal regions employers workers manage.py
	$(VENV)/bin/lint-imports

bench: tests-installed
	@exec $(PY) -m tests.bench $(ARGS)

# An interrupted or outdated .venv is made anew; a working one is left alone.
venv:
	@if ! $(PY) -c 'import pip' 2>/dev/null; then \
	  command -v $(PYTHON) >/dev/null || { \
	    echo "$(PYTHON) tidak ada. Pasang Python 3.11 atau lebih baru (Debian/Ubuntu: sudo apt install python3 python3-venv)."; exit 1; }; \
	  $(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	    echo "Diperlukan Python 3.11 atau lebih baru; $(PYTHON) adalah $$($(PYTHON) -V 2>&1). Pilih yang lain: make run PYTHON=python3.12"; exit 1; }; \
	  $(PYTHON) -c 'import venv, ensurepip' 2>/dev/null || { \
	    echo "Modul venv belum terpasang (Debian/Ubuntu: sudo apt install python3-venv). Sesudah itu ulangi perintah ini."; exit 1; }; \
	  echo "Membuat lingkungan Python di $(VENV)/"; \
	  $(PYTHON) -m venv --clear $(VENV) || { echo "Folder $(VENV)/ tidak dapat dibuat. Periksa izin dan ruang disk."; exit 1; }; \
	fi

# Packages are installed again only when the list differs from the one that was installed.
installed: venv
	@if ! cmp -s requirements.txt $(VENV)/installed.txt; then \
	  echo "Memasang paket (sekali saja, perlu jaringan)"; \
	  $(PIP) -r requirements.txt || $(NO_NETWORK); \
	  cp requirements.txt $(VENV)/installed.txt; \
	fi

tests-installed: installed
	@if ! cmp -s tests/requirements.txt $(VENV)/tests-installed.txt; then \
	  echo "Memasang paket untuk uji (sekali saja, perlu jaringan)"; \
	  $(PIP) -r tests/requirements.txt || $(NO_NETWORK); \
	  cp tests/requirements.txt $(VENV)/tests-installed.txt; \
	fi
