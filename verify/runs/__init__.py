"""Runs over many documents: which files, by which settings, what is known already, and where the reports go.

`run.py` is the way in. It calls the pipeline once for each document, so that a defect in one loses
nothing of the others.
"""
