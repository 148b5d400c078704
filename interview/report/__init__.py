"""Documents on paper: a frozen dossier goes in, the bytes of a tagged PDF come out.

`documents/` one module a document, `sections/` the parts they are made of, `drawing/` text, lines and structure in PDF,
`fonts/` what is embedded.
"""
