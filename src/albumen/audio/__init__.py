"""Signal processing: from a file to samples, and from samples to the field's features."""
