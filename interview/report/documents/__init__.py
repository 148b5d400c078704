"""One module for each document; each has `build`, which gives the bytes of a PDF."""
