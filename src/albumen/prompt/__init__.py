"""From a Description to words."""
