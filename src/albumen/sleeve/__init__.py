"""From a picture to a finished cover: lettering, print, provenance, store rules, embedding."""
