"""Malformed files by class, each with the number of its data rows.

The number is counted while a file is written, and never by reading it.
"""
import gzip
import json

GOOD = ["The envoy praised {}.", "Critics condemned {}, twice.", "{} met the press in Geneva.",
        "A café in {} was closed; nobody said why.", "Talks with {} resumed."]
ACTORS = ["Russia", "China", "Turkey"]


class Case:
    """A file and what is known of it."""

    def __init__(self, kind, name, data, rows, rejected=None, usable=True, quotes=False):
        self.kind, self.name, self.data = kind, name, data
        # What is wrong is a quote alone, and so nothing in a table that is read without quoting.
        self.quotes = quotes
        # Data rows; None where the file is refused as a whole.
        self.rows = rows
        # Rows that must be rejected; None where either is right.
        self.rejected = rejected
        # False: the file may be refused as a whole, and need not be.
        self.usable = usable


def good_text(n):
    return GOOD[n % len(GOOD)].format(ACTORS[n % len(ACTORS)])


def json_row(n, **fields):
    row = {"id": f"r{n}", "text": good_text(n), "actor": ACTORS[n % len(ACTORS)]}
    row.update(fields)
    return json.dumps({k: v for k, v in row.items() if v is not ...}, ensure_ascii=False).encode()


def cell(text, delimiter):
    if any(c in text for c in (delimiter, '"', "\n", "\r")):
        return '"' + text.replace('"', '""') + '"'
    return text


def table_row(n, delimiter, text=None):
    cells = [f"r{n}", good_text(n) if text is None else text, ACTORS[n % len(ACTORS)]]
    return delimiter.join(cell(c, delimiter) for c in cells).encode()


# One bad line of JSON, how many rows it is, and how many of them must be rejected (None: either).
def bad_json():
    text = b'{"id":"x","actor":"China","text":'
    yield "no-object-array", b"[1,2]", 1, 1
    yield "no-object-number", b"7", 1, 1
    yield "no-object-string", b'"text"', 1, 1
    yield "no-object-null", b"null", 1, 1
    yield "no-json", b"The envoy praised China.", 1, 1
    yield "unclosed-string", text + b'"t', 1, 1
    yield "unclosed-object", text + b'"t"', 1, 1
    yield "trailing-comma", text + b'"t",}', 1, 1
    yield "single-quotes", b"{'text':'t'}", 1, 1
    yield "unquoted-key", b"{text:1}", 1, 1
    yield "comment", text + b'"t"} // note', 1, 1
    yield "two-objects", text + b'"t"} {}', 1, 1
    yield "nan", text + b'"t","weight":NaN}', 1, 1
    yield "huge-integer", text + b'"t","weight":' + b"9" * 400 + b"}", 1, None
    yield "huge-exponent", text + b'"t","weight":1e999}', 1, None
    yield "lone-surrogate", text + b'"\\ud800"}', 1, 1
    yield "low-surrogate", text + b'"\\udc00 x"}', 1, None
    yield "bad-escape", text + b'"\\x41"}', 1, 1
    yield "raw-newline-escape", text + b'"a\\', 1, 1
    yield "raw-tab", text + b'"a\tb"}', 1, 1
    yield "raw-nul", text + b'"a\0b"}', 1, 1
    yield "escaped-nul", text + b'"China \\u0000 b"}', 1, 0
    yield "escape-sequence", text + b'"China \\u001b[31m\\u001b]0;x\\u0007 red"}', 1, 0
    yield "invalid-utf8", text + b'"caf\xe9"}', 1, 1
    yield "cut-utf8", text + b'"caf\xc3"}', 1, 1
    yield "overlong-utf8", text + b'"\xc0\xaf"}', 1, 1
    yield "cesu-surrogates", text + b'"\xed\xa0\xbd\xed\xb8\x80"}', 1, 1
    yield "beyond-unicode", text + b'"\xf4\x90\x80\x80"}', 1, 1
    yield "utf16-line", '{"text":"t"}'.encode("utf-16-le"), 1, 1
    yield "mark-within", b"\xef\xbb\xbf" + text + b'"t"}', 1, None
    yield "nfd", text + '"Cafe\u0301 in Zu\u0308rich praised China."}'.encode(), 1, 0
    yield "right-to-left", text + '"\u202e\u200f China \u200d"}'.encode(), 1, 0
    yield "too-deep", b'{"x":' + b"[" * 5000 + b"]" * 5000 + b"}", 1, 1
    yield "too-deep-open", b'{"x":' + b'{"a":' * 100000, 1, 1
    yield "deep", text + b'"China met us.","x":' + b"[" * 500 + b"]" * 500 + b"}", 1, 0
    yield "same-key", text + b'"t","text":"u"}', 1, 1
    yield "same-unknown-key", text + b'"China met us.","x":1,"x":2}', 1, 0
    for word, value in [("number", b"7"), ("null", b"null"), ("boolean", b"true"),
                        ("array", b'["t"]'), ("object", b'{"t":1}')]:
        yield "text-" + word, text + value + b"}", 1, 1
    yield "text-missing", b'{"id":"x","actor":"China"}', 1, 1
    yield "text-empty", text + b'""}', 1, 1
    yield "text-white", text + b'" \\t\\n"}', 1, 1
    yield "actor-number", b'{"text":"t","actor":7}', 1, 1
    yield "actor-empty", b'{"text":"t","actor":""}', 1, None
    yield "id-array", b'{"text":"t","actor":"A","id":[1]}', 1, 1
    yield "id-twice", json_row(0), 1, None
    yield "spans-outside", text + b'"t","spans":[[0,9]]}', 1, 1
    yield "spans-reversed", text + b'"t","spans":[[1,0]]}', 1, 1
    yield "spans-text", text + b'"t","spans":"0-1"}', 1, 1
    yield "spans-huge", text + b'"t","spans":[[-1,9223372036854775807]]}', 1, 1
    yield "spans-floats", text + b'"t","spans":[[0.5,1]]}', 1, 1
    yield "blank", b"", 0, 0
    yield "spaces", b" \t ", 0, 0
    yield "vertical-tab", b"\x0b", 1, 1
    yield "nul-line", b"\0", 1, 1
    yield "long", text + b'"' + b"China met us. " * 70000 + b'"}', 1, 0
    yield "empty-object", b"{}", 1, 1
    yield "many-keys", b"{" + b",".join(b'"k%d":1' % i for i in range(5000)) + b"}", 1, 1


# The same for tables. Rows are counted by the rule that a record which a quote breaks costs the line
# on which it begins, and reading goes on at the next one.
def bad_table(d):
    d8 = d.encode()
    row = table_row
    yield "short", b"x" + d8 + b"one cell is missing", 1, 1
    yield "one-cell", b"just a text", 1, 1
    yield "long", row(90, d) + d8 + b"more", 1, 1
    yield "trailing-delimiters", row(90, d) + d8 * 40, 1, 1
    yield "only-delimiters", d8 * 2, 1, 1
    yield "text-empty", b"x" + d8 + d8 + b"China", 1, 1
    yield "text-quoted-empty", b"x" + d8 + b'""' + d8 + b"China", 1, 1
    yield "text-white", b"x" + d8 + b'"  "' + d8 + b"China", 1, 1
    yield "stray-quote-within", b"x" + d8 + b'He said "no" to China' + d8 + b"China", 1, 0
    yield "stray-quote-end", b"x" + d8 + b'To China"' + d8 + b"China", 1, 0
    yield "stray-quote-lone", b"x" + d8 + b'5" of rain in China' + d8 + b"China", 1, 0
    yield "unclosed-quote", b"x" + d8 + b'"He said no to China' + d8 + b"China", 1, 1
    yield "unclosed-last-cell", b"x" + d8 + b"China" + d8 + b'"China', 1, 1
    yield "text-after-quote", b"x" + d8 + b'"no"t' + d8 + b"China", 1, 1
    yield "space-after-quote", b"x" + d8 + b'"no" ' + d8 + b"China", 1, 1
    yield "quote-in-quotes", b"x" + d8 + b'"He said "no" to China"' + d8 + b"China", 1, 1
    yield "three-quotes", b"x" + d8 + b'"""' + d8 + b"China", 1, 1
    yield "backslash-quote", b"x" + d8 + b'"say \\"no\\" to China"' + d8 + b"China", 1, 1
    yield "quoted-newline", row(90, d, "China\nmet us."), 1, 0
    yield "quoted-crlf", row(90, d, "China\r\nmet us."), 1, 0
    yield "quoted-blank-lines", row(90, d, "China\n\n\nmet us."), 1, 0
    yield "doubled-quotes", row(90, d, 'He said ""no"" to China.'), 1, 0
    yield "quoted-delimiter", row(90, d, f"China{d}Russia"), 1, 0
    yield "nul", b"x" + d8 + b"China\0met us" + d8 + b"China", 1, None
    yield "escape-sequence", b"x" + d8 + b"China \x1b[31m\x1b]0;x\x07" + d8 + b"China", 1, None
    yield "carriage-return", b"x" + d8 + b"China\rmet us" + d8 + b"China", 1, None
    yield "invalid-utf8", b"x" + d8 + b"caf\xe9 in China" + d8 + b"China", 1, 1
    yield "invalid-utf8-quoted", b"x" + d8 + b'"caf\xe9 in China"' + d8 + b"China", 1, 1
    yield "cut-utf8", b"x" + d8 + b"caf\xc3" + d8 + b"China", 1, 1
    yield "surrogates", b"x" + d8 + b"\xed\xa0\xbd China" + d8 + b"China", 1, 1
    yield "nfd", row(90, d, "Cafe\u0301 in China."), 1, 0
    yield "mark-within", b"\xef\xbb\xbf" + row(90, d), 1, None
    yield "actor-missing", b"x" + d8 + b"China met us." + d8, 1, None
    yield "id-twice", row(0, d), 1, None
    yield "blank", b"", 0, 0
    yield "long-cell", row(90, d, "China met us. " * 70000), 1, 0
    yield "many-cells", d8.join([b"x"] * 100000), 1, 1
    yield "json-line", b'{"text":"t"}', 1, 1
    yield "header-again", d8.join([b"id", b"text", b"actor"]), 1, None


BAD_QUOTES = {"unclosed-quote", "unclosed-last-cell", "text-after-quote", "space-after-quote",
              "quote-in-quotes", "three-quotes", "backslash-quote"}


def joined(lines, end, final=True):
    data = end.join(lines)
    return data + end if final else data


def rows_around(bad, rows, rejected, good, place, count):
    """`count` good lines with a bad one among them, and how many rows and rejects that makes."""
    lines = [good(n) for n in range(count)]
    lines.insert({"first": 0, "middle": count // 2, "last": count}[place], bad)
    return lines, rows + count, rejected


def line_cases():
    """A bad row at each place of a file of good ones, with each line end."""
    for place in ("first", "middle", "last"):
        for end, word in ((b"\n", "lf"), (b"\r\n", "crlf")):
            for name, bad, rows, rejected in bad_json():
                lines, total, rejected = rows_around(bad, rows, rejected, json_row, place, 6)
                # Without its line end the last row is a row all the same.
                final = place != "last" or not bad.strip()
                yield Case("jsonl-" + name, f"{place}-{word}.jsonl", joined(lines, end, final),
                           total, rejected)
            for suffix, d in (("csv", ","), ("tsv", "\t")):
                for name, bad, rows, rejected in bad_table(d):
                    lines, total, rejected = rows_around(
                        bad, rows, rejected, lambda n: table_row(n, d), place, 6)
                    header = d.join(["id", "text", "actor"]).encode()
                    final = place != "last" or not bad
                    yield Case(f"{suffix}-{name}", f"{place}-{word}.{suffix}",
                               joined([header] + lines, end, final), total, rejected,
                               quotes=name in BAD_QUOTES)


def quote_cases():
    """Quotes that a careless reader lets swallow the rows between them."""
    for suffix, d in (("csv", ","), ("tsv", "\t")):
        header = d.join(["id", "text", "actor"]).encode()
        d8 = d.encode()
        # Ids are numbers here, as they mostly are: a line that begins with one looks like a row.
        opened = b"9000" + d8 + b'"He said no to China' + d8 + b"China"
        closed = b"9001" + d8 + b'and so did China"' + d8 + b"China"
        quoted = b"9002" + d8 + b'"China, said he"' + d8 + b"China"
        for between in (0, 1, 5, 500):
            good = [table_row(n, d)[1:] for n in range(between)]
            for kind, lines, rejected in (
                    ("two-stray-quotes", [opened] + good + [closed], None),
                    ("stray-before-quoted", [opened] + good + [quoted], 1),
                    ("stray-after-quoted", [quoted] + good + [opened], 1),
                    ("stray-twice", [opened] + good + [opened], 2),
                    ("stray-each", [opened] + [opened] + good + [opened, opened], 4),
                    ("stray-around-invalid-utf8",
                     [opened] + good + [b"9003" + d8 + b"caf\xe9 in China" + d8 + b"China", closed],
                     None)):
                lines = [line.replace(b"9000", b"9%03d" % (100 + n), 1) for n, line in
                         enumerate(lines)]
                yield Case(f"{suffix}-{kind}", f"{between}.{suffix}",
                           joined([header] + lines, b"\n"), len(lines), rejected, quotes=True)


def file_cases():
    """What is wrong with a whole file."""
    good_json = [json_row(n) for n in range(5)]
    for suffix, lines in [("jsonl", good_json)] + [
            (s, [d.join(["id", "text", "actor"]).encode()] + [table_row(n, d) for n in range(5)])
            for s, d in (("csv", ","), ("tsv", "\t"))]:
        text = joined(lines, b"\n")
        yield Case("mark", f"a.{suffix}", b"\xef\xbb\xbf" + text, 5, 0)
        yield Case("no-final-line-end", f"a.{suffix}", text[:-1], 5, 0)
        yield Case("crlf", f"a.{suffix}", joined(lines, b"\r\n"), 5, 0)
        yield Case("mixed-line-ends", f"a.{suffix}",
                   b"".join(l + (b"\n", b"\r\n")[n % 2] for n, l in enumerate(lines)), 5, 0)
        yield Case("blank-lines", f"a.{suffix}", joined(lines, b"\n\n\r\n\n"), 5, 0)
        yield Case("blank-lines-around", f"a.{suffix}", b"\n\n" + text + b"\n\r\n", 5, 0)
        yield Case("cr-only", f"a.{suffix}", joined(lines, b"\r"), 5, None, usable=False)
        for encoding in ("utf-16", "utf-16-le", "utf-16-be", "utf-32"):
            yield Case("encoding-" + encoding, f"a.{suffix}", text.decode().encode(encoding), None)
        yield Case("latin-1", f"a.{suffix}", text.decode().encode("latin-1"), 5, 1)
        yield Case("windows-1252", f"a.{suffix}",
                   text.replace(b"Talks", "\u201cTalks\u201d".encode("cp1252")), 5, 1)
        yield Case("empty", f"a.{suffix}", b"", 0)
        yield Case("line-end-alone", f"a.{suffix}", b"\n", 0)
        yield Case("blank", f"a.{suffix}", b"\n \r\n\n"[:1] * 20, 0)
        yield Case("mark-alone", f"a.{suffix}", b"\xef\xbb\xbf", 0)
        yield Case("nul-bytes", f"a.{suffix}", b"\0" * 4096, None)
        yield Case("random", f"a.{suffix}", bytes((n * n * 7 + n) % 251 for n in range(5000)), None)
        yield Case("end-of-file-sign", f"a.{suffix}", text + b"\x1a", 6, 1)
        yield Case("gzip", f"a.{suffix}.gz", gzip.compress(text), 5, 0)
        yield Case("gzip-by-content", f"a.{suffix}", gzip.compress(text), 5, 0)
        yield Case("gzip-by-name-alone", f"a.{suffix}.gz", text, 5, 0)
        yield Case("gzip-members", f"a.{suffix}.gz",
                   gzip.compress(text[:77]) + gzip.compress(text[77:]), 5, 0)
        yield Case("gzip-padded", f"a.{suffix}.gz", gzip.compress(text) + b"\0" * 512, 5, 0)
        whole = gzip.compress(text)
        for cut in (1, 2, 4, 8, 9, 20, len(whole) // 2):
            yield Case("gzip-truncated", f"{cut}.{suffix}.gz", whole[:-cut], None)
        yield Case("gzip-wrong-sum", f"a.{suffix}.gz",
                   whole[:-8] + bytes(b ^ 1 for b in whole[-8:]), None)
        yield Case("gzip-stray-bytes", f"a.{suffix}.gz", whole + b"stray", None)
        yield Case("gzip-header-alone", f"a.{suffix}.gz", whole[:10], None)
        yield Case("gzip-bomb", f"a.{suffix}.gz", gzip.compress(b"\0" * 200_000_000), None)
        yield Case("model-as-rows", f"a.{suffix}", b"STANCE\r\n\1\0\0\0" + bytes(100), None)
        yield Case("png", f"a.{suffix}", b"\x89PNG\r\n\x1a\n" + bytes(range(256)), None)
        for bad in range(1, 6):
            yield Case("every-row-bad", f"{bad}.{suffix}",
                       joined((lines[:1] if suffix != "jsonl" else []) + [b"\xff"] * bad, b"\n"),
                       bad, bad)
    for suffix, d in (("csv", ","), ("tsv", "\t")):
        rows = [table_row(n, d) for n in range(5)]
        for name, header in (
                ("header-twice", d.join(["id", "text", "text"])), ("header-other", d.join("abc")),
                ("header-missing", None), ("header-capitals", d.join(["ID", "TEXT", "ACTOR"])),
                ("header-quoted", d.join(['"id"', '"text"', '"actor"'])),
                ("header-short", d.join(["id", "text"])),
                ("header-unclosed", '"id' + d + "text" + d + "actor"),
                ("header-spaces", d.join([" id ", " text ", " actor "])),
                ("header-mixed-delimiter", "id;text;actor")):
            lines = ([header.encode()] if header is not None else []) + rows
            usable = name == "header-quoted"
            yield Case(name, f"a.{suffix}", joined(lines, b"\n"), 5 if usable else None)
        yield Case("header-alone", f"a.{suffix}", d.join(["id", "text", "actor"]).encode(), 0)
        yield Case("header-alone", f"line.{suffix}", d.join(["text", "actor"]).encode() + b"\n", 0)
        yield Case("json-in-table", f"a.{suffix}", joined(good_json, b"\n"), None)
    yield Case("table-in-json", "a.jsonl", joined([table_row(n, ",") for n in range(5)], b"\n"),
               5, 5)
    yield Case("json-array", "a.json", b"[\n" + joined(good_json, b",\n"), None)
    yield Case("json-pretty", "a.json", json.dumps([{"text": "t"}], indent=1).encode(), None)
    yield Case("unknown-name", "a.dat", joined(good_json, b"\n"), None)
    yield Case("no-extension", "rows", joined(good_json, b"\n"), None)
    yield Case("pdf", "a.txt", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n" + bytes(range(128, 256)), None)


def text_cases():
    """Articles: a document each, scored, without text, or refused."""
    for suffix in ("txt", "md"):
        for name, data, usable in (
                ("empty", b"", True), ("white", b" \n\t\r\n ", True), ("mark-alone", b"\xef\xbb\xbf", True),
                ("mark", b"\xef\xbb\xbfChina met us.\n", True), ("crlf", b"China\r\n\r\nRussia\r\n", True),
                ("cr-only", b"China\rRussia\r", True), ("nul", b"China\0Russia", True),
                ("no-final-line-end", b"China met us.", True),
                ("invalid-utf8", b"China\ncaf\xe9", False), ("cut-utf8", b"China \xe2\x82", False),
                ("surrogates", b"\xed\xa0\xbd", False), ("overlong", b"\xc0\x80", False),
                ("utf-16", "China".encode("utf-16"), False),
                ("utf-16-le", "China met us.\n".encode("utf-16-le"), True),
                ("nfd", "Cafe\u0301 in China".encode(), True),
                ("escape-sequences", b"\x1b[2J\x1b]0;x\x07 China \x9b31m"[:-4], False),
                ("one-line", b"China met us. " * 700_000, True),
                ("many-lines", b"x\n" * 50_000, True),
                ("many-breaks", b"\n" * 1_000_000, True),
                ("brackets", b"[" * 100_000 + b"]" * 100_000, True),
                ("links", b"[a](" * 50_000, True), ("images", b"![](" * 50_000, True),
                ("quotes", b">" * 100_000 + b" China", True), ("hashes", b"#" * 100_000, True),
                ("fences", b"```\n" * 20_001, True), ("stars", b"*" * 100_000, True),
                ("front-matter", b"---\nChina", True), ("combining", b"a" + "\u0301".encode() * 100_000, True)):
            yield Case("article-" + name, f"a.{suffix}", data, 1, None, usable=usable)
        yield Case("article-gzip", f"a.{suffix}.gz", gzip.compress(b"China met us.\n"), 1, 0)
        yield Case("article-gzip-cut", f"a.{suffix}.gz", gzip.compress(b"China met us.\n")[:-3], None)


def large_cases():
    """Lines at and beyond the limit of 100 MB, made on the fly."""
    for kind, size in (("long-line", 20 << 20), ("endless-line", 300 << 20)):
        bad = b'{"id":"x","text":"' + b"a" * size + b'"}'
        yield Case(kind, "a.jsonl", joined([json_row(0), bad, json_row(1)], b"\n"), 3, None,
                   usable=False)
        cells = b'x,"' + b"a" * size + b'",China'
        yield Case(kind, "a.csv", joined(
            [b"id,text,actor", table_row(0, ","), cells, table_row(1, ",")], b"\n"), 3, None,
            usable=False)
        yield Case(kind + "-unquoted", "a.tsv", joined(
            [b"id\ttext\tactor", b"x\t" + b"a" * size], b"\n", False), 1, None, usable=False)


def cases():
    for make in (line_cases, quote_cases, file_cases, text_cases, large_cases):
        yield from make()
