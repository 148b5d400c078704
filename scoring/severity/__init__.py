"""The mixed model that takes lenient and severe raters into account.

y = vacancy + question + candidate + candidate x competency + candidate x question (an answer all
raters heard) + candidate x rater (halo) + rater leniency + residual. The vacancy is a fixed effect:
without it a strong pool of candidates would be explained as lenient raters.

settings    standard deviations, priors, version      border      the columns candidates share
patterns    candidates with the same cells            likelihood  -2 REML and its gradient
estimate    the standard deviations                   predict     scores, errors, explanation
sheet       the results                               score       from a table to the sheet
"""
