"""How fast and how large the whole is, measured beside what a user would run instead. See README.md."""
