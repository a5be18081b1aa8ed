"""The model's workshop: phrase banks, random homes, examples, tokenizer, training, export and evaluation."""
