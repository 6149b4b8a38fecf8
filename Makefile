# Two commands on a fresh machine: `make run` and `make test`. Both do all the set-up.
PYTHON ?= python3
.PHONY: run test soak wheel pictures

run:
	@$(PYTHON) .ci/dev.py run $(ARGS)

test:
	@$(PYTHON) .ci/dev.py test $(ARGS)

soak:
	@$(PYTHON) .ci/dev.py soak $(ARGS)

wheel:
	@$(PYTHON) .ci/dev.py wheel

pictures:
	@$(PYTHON) .ci/dev.py pictures $(ARGS)
