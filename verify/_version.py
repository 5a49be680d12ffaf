"""The version, in one place: hatch reads it for the wheel, `verify --version` for the user."""

__version__ = "0.1.0"
