"""`make compare`: StanceKit and its peers in turn, on one machine, in one run.

data        corpora from folders, or made by a fixed seed
made        the texts that a seed makes
arrays      the files that both sides read and write
cache       folders of prepared work, by what they depend on
prepare     what both sides read: documents, fitted models, matrices
calibrate   the cheapest settings with which a solver meets the gap
contenders  one side of a row, and how its process is run and timed
agreement   answers that must agree before a time counts
scoring     rows of the table: text -> probabilities in memory
vectors     rows of the table: text -> vocabulary and matrix
training    rows of the table: matrix -> weights, and the search for C
processes   rows of the table: whole processes
ourselves   rows of the table: threads and kernel variants
interleave  the repeats
machine     facts of the machine and of everything installed
record      the JSON record
table       the Markdown table
"""
