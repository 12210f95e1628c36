# SPDX-License-Identifier: Apache-2.0
"""Writes the Verilog of one design: emit.py MODULE NAME FILE."""
import importlib
import sys

from amaranth.back import verilog

module, name, file = sys.argv[1:]
with open(file, "w") as out:
    out.write(verilog.convert(importlib.import_module(module).main(), name=name, strip_internal_attrs=True))
