"""At the service of who writes rules: a first draft of a rule, texts that try it, how often it speaks."""
