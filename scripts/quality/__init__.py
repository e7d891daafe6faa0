"""The measurements behind docs/quality.md; scripts/quality.py runs them.

rows      labelled rows, folds and draws, all by article
command   trains and scores with the `stance` command, and keeps what it said
figures   accuracy, macro-F1, bootstrap intervals by article
lexicons  published lexicons in this project's form, as yardsticks
news      sections on NewsMTSC
own       sections on the project's paragraphs
swap      exchanges two actors' names
peers     predictions made elsewhere, beside ours
page      the page
"""
