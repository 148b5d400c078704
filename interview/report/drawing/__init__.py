"""Text, lines, pages and structure of a PDF, without a word of its own. The only importer of reportlab."""
