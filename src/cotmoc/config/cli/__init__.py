"""The subcommands of `cotmoc`, one module each; `cotmoc.config.command` finds them."""
