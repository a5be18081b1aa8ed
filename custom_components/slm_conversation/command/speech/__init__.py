"""How replies are worded: the facts that are spoken of, and one voice for each language."""
