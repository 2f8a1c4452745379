"""The sentences of coded findings, one module for each subject; {braces} hold params, {written} the value."""
