"""Language in, calls out."""
