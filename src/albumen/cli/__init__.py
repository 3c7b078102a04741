"""The commands; thin, no logic."""
