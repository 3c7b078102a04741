"""A VAE for each genre of music, on waveforms or log-mel spectrograms (S4)."""
