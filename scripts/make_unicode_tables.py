#!/usr/bin/env python3
"""Write the frozen Unicode 14 tables of Sources/StanceCore/Text and their exhaustive check.

Needs Python 3.11 (its unicodedata is Unicode 14.0) and nothing else. Run from the package root:

    python3 scripts/make_unicode_tables.py

Writes UnicodeRanges.swift, AccentFreeForms.swift and Tests/Fixtures/unicode14.json. The fixture
holds one FNV-1a hash per block of 4,096 scalars of what Python itself answers for every scalar.
"""
import json
import re
import unicodedata

LIMIT = 0x110000
SIGMA = "\u03a3"


def is_scalar(code):
    return not 0xD800 <= code <= 0xDFFF


def ranges(predicate):
    found, start = [], None
    for code in range(LIMIT + 1):
        inside = code < LIMIT and is_scalar(code) and predicate(chr(code))
        if inside and start is None:
            start = code
        if not inside and start is not None:
            found.append((start, code - 1))
            start = None
    return found


def is_word(s):
    return re.match(r"\w", s) is not None


def is_space(s):
    return s.isspace()


def is_cased(s):
    """Cased and not case-ignorable: a capital sigma after it is a final one."""
    return (s + SIGMA).lower()[-1] == "\u03c2"


def is_ignorable(s):
    """Case-ignorable: it is looked through between a letter and a capital sigma."""
    return not is_cased(s) and ("a" + s + SIGMA).lower()[-1] == "\u03c2"


def encode_ranges(found):
    items, end = [], 0
    for first, last in found:
        gap, length = first - end, last - first + 1
        items.append("%x" % gap if length == 1 else "%x-%x" % (gap, length))
        end = last + 1
    return " ".join(items)


def lower_runs():
    """(first, last, stride, delta): scalars whose lower-case form is one scalar, delta away."""
    runs = []
    for code in range(LIMIT):
        if not is_scalar(code):
            continue
        low = chr(code).lower()
        if low == chr(code) or len(low) != 1 or code == 0x3A3:
            continue
        delta = ord(low) - code
        if runs:
            run = runs[-1]
            step = code - run[1]
            if run[3] == delta and step in (1, 2) and run[2] in (0, step):
                run[1], run[2] = code, step
                continue
        runs.append([code, code, 0, delta])
    return runs


def encode_lower(runs):
    return " ".join("%x,%x,%d,%d" % (a, (b - a), max(1, s), d) for a, b, s, d in runs)


def stripped(s):
    normal = unicodedata.normalize("NFKD", s)
    return "".join(c for c in normal if not unicodedata.combining(c))


def hexes(s):
    return "+".join("%x" % ord(c) for c in s)


def encode_stripped():
    """Groups `gap:item item ...` over consecutive scalars; see AccentFreeForms for the items."""
    forms = []
    for code in range(LIMIT):
        if is_scalar(code) and not 0xAC00 <= code <= 0xD7A3:
            form = stripped(chr(code))
            if form != chr(code):
                forms.append((code, form))
    out, i, end = [], 0, 0
    while i < len(forms):
        j = i
        while j + 1 < len(forms) and forms[j + 1][0] == forms[j][0] + 1:
            j += 1
        items, k = [], i
        while k <= j:
            form = forms[k][1]
            same = k
            while same < j and forms[same + 1][1] == form:
                same += 1
            rising = k
            while (rising < j and len(form) == 1 and len(forms[rising + 1][1]) == 1
                   and ord(forms[rising + 1][1]) == ord(form) + rising + 1 - k):
                rising += 1
            if same > k and same >= rising:
                items.append("%x*%s" % (same - k + 1, hexes(form)))
                k = same + 1
            elif rising > k:
                items.append("%x/%s" % (rising - k + 1, hexes(form)))
                k = rising + 1
            else:
                items.append(hexes(form))
                k += 1
        out.append("%x:%s" % (forms[i][0] - end, ",".join(items)))
        end = forms[j][0] + 1
        i = j + 1
    return " ".join(out)


def literal(name, doc, text):
    lines, rest = [], text
    while rest:
        lines.append("        " + rest[:90].replace("\\", "\\\\"))
        rest = rest[90:]
    body = "\\\n".join(lines)
    return '    /// %s\n    static let %s = """\n%s\n        """\n' % (doc, name, body)


HEADER = "// Written by scripts/make_unicode_tables.py from Unicode %s; do not edit.\n\n"


def fnv(data):
    value = 0xCBF29CE484222325
    for byte in data:
        value = ((value ^ byte) * 0x100000001B3) & 0xFFFFFFFFFFFFFFFF
    return value


def main():
    version = unicodedata.unidata_version
    assert version == "14.0.0", "run this with Python 3.11"
    head = HEADER % version
    with open("Sources/StanceCore/Text/UnicodeRanges.swift", "w", encoding="utf-8") as out:
        out.write(head)
        out.write("/// Frozen character classes and lower-case forms, as `UnicodeClasses` reads"
                  " them.\n///\n/// A range is `gap` or `gap-length` in hexadecimal, the gap counted"
                  " from the end of the one before.\nenum UnicodeRanges {\n")
        out.write(literal("word", "Python's `\\w`: letters, numbers and the underscore.",
                          encode_ranges(ranges(is_word))))
        out.write("\n" + literal("space", "Python's `\\s`.", encode_ranges(ranges(is_space))))
        out.write("\n" + literal("cased", "Cased scalars that are not case-ignorable.",
                                 encode_ranges(ranges(is_cased))))
        out.write("\n" + literal("ignorable", "Case-ignorable scalars.",
                                 encode_ranges(ranges(is_ignorable))))
        out.write("\n" + literal("lower", "Lower-case runs: first,length,stride (hex), then the"
                                 " signed decimal distance.", encode_lower(lower_runs())))
        out.write("}\n")
    with open("Sources/StanceCore/Text/AccentFreeForms.swift", "w", encoding="utf-8") as out:
        out.write(head)
        out.write("/// What is left of a scalar's NFKD form once combining marks are dropped.\n///\n"
                  "/// Groups `gap:items` over consecutive scalars, numbers in hexadecimal. An item"
                  " is the form's\n/// scalars joined by `+` (nothing: dropped); `n*form` repeats it"
                  " and `n/form` lets it rise by one.\nenum AccentFreeForms {\n")
        out.write(literal("groups", "Every scalar but the Hangul syllables, which are computed.",
                          encode_stripped()))
        out.write("}\n")
    blocks = []
    for start in range(0, LIMIT, 4096):
        word, lower, plain, ascii_form = bytearray(), bytearray(), bytearray(), bytearray()
        assigned = 0
        for code in range(start, start + 4096):
            if not is_scalar(code):
                continue
            s = chr(code)
            assigned += 1
            word.append(is_word(s) | is_space(s) << 1)
            lower += s.lower().encode() + b"\xff"
            plain += stripped(s).encode() + b"\xff"
            ascii_form += unicodedata.normalize("NFKD", s).encode("ascii", "ignore") + b"\xff"
        if assigned:
            blocks.append(dict(start=start, classes="%016x" % fnv(word),
                               lower="%016x" % fnv(lower), unicode="%016x" % fnv(plain),
                               ascii="%016x" % fnv(ascii_form)))
    sigma = [chr(code) for a, b in ranges(is_cased)[::9] + ranges(is_ignorable)[::9]
             for code in (a, b)] + ["1", ".", " ", "\u00e9"]
    cases = []
    for i, s in enumerate(sigma):
        text = "x" + s + SIGMA + sigma[(i * 7 + 3) % len(sigma)] + "y " + s + SIGMA
        cases.append([text, text.lower()])
    with open("Tests/Fixtures/unicode14.json", "w", encoding="ascii") as out:
        json.dump(dict(version=version, blocks=blocks, sigma=cases), out, indent=0)


if __name__ == "__main__":
    main()
