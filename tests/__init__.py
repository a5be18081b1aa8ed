"""Tests of the integration, and the harness they share with scripts/say."""
