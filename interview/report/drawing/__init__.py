"""Text, lines, pages and structure of a PDF, without a word of its own.

From text to file: `clean` → `runs` (scripts, directions) → `faces` (glyphs) → `setting` (lines) → `sheet` (pages, tags)
→ `structure`, `embedding` → `binding` → `filing` (bytes). No module reads markup, opens a file a user named, or follows
an address.
"""
