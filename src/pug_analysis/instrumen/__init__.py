"""The evaluation forms, one TOML file per year, and the one way to read them."""

from pug_analysis.instrumen.form import Form, read_form

__all__ = ["Form", "read_form"]
