"""Tests of the engine, on a real worker process."""
