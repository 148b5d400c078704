"""Reading typed words by plain rules: which STAR part is thin, which word is a judgement or a protected ground."""
