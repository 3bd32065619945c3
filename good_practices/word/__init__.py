"""A practice as a text document of Word: taken out, filled in, handed back."""
