"""The nouns: frozen values and the rules about them. No input or output."""
