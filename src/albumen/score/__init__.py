"""How good a model is, in numbers that name their data, sample size and seed."""
