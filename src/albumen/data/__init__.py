"""Datasets in, arrays out; one folder a dataset."""
