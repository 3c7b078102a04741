"""A variational autoencoder for each genre, played from a known clip's code that a picture moves ("Img2Music")."""
