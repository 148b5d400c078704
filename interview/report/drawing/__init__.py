"""Text, lines, pages and structure of a PDF, without a word of its own, on ReportLab's canvas.

From text to file: `clean` → `runs` (scripts, directions) → `faces` (glyphs) → `setting` (lines) → `sheet` (pages) →
`embedding` (fonts), `tagging` (the canvas), `structure` (the tree) → `binding`. No module reads markup, opens a file a
user named, or follows an address. Nothing outside this folder imports ReportLab.
"""
