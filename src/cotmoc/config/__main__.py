"""Runs the command line as `python -m cotmoc.config`."""

import sys

from cotmoc.config.command import main

sys.exit(main())
