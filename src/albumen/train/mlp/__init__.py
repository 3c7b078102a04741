"""Multi-layer perceptrons on embeddings: AudioSet's genres and moods, and any table of features."""
