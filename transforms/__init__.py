"""Pure functions from a capture's bytes to articles: no clock, no network, no store."""

PIPELINE_VERSION = "1"
