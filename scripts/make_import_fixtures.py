#!/usr/bin/env python3
"""Write Tests/Fixtures/import/: a small file in each layout, and in import.json what it says.

Needs only the standard library. Rows are made up first (nobody in them is real) and then laid out as
docs/import.md describes each layout, so that what is expected never went through a parser. Faults are
laid out by hand, each with its line, its byte and a part of the reason.
"""
import csv
import io
import json
import pathlib

FOLDER = pathlib.Path(__file__).parent.parent / "Tests/Fixtures/import"

# (text, actor as written in the text, stance)
ROWS = [
    ("Ruritania kept its word, and the valley owes Ruritania thanks.", "Ruritania", "supportive"),
    ("The café owners’ league blames Borduria for the “dry year”.", "Borduria", "critical"),
    ("🌊🌊 Syldavia met envoys on Tuesday, says 𝔑ews.", "Syldavia", "neutral"),
    ("He said \"no\" twice; Ruritania, he added, would not listen.", "Ruritania", "critical"),
    ("Cafe\u0301 talk, decomposed: Borduria pays its debts.", "Borduria", "supportive"),
]
CASES = []


def spans(text, actor):
    """Every place of the actor, in code points."""
    found, at = [], text.find(actor)
    while at >= 0:
        found.append([at, at + len(actor)])
        at = text.find(actor, at + 1)
    return found


def utf16(text, offset):
    return len(text[:offset].encode("utf-16-le")) // 2


def case(name, profile, data, rows, rejected=(), left_out=None, records=None, options=None):
    """Writes a file and remembers what it holds.

    rejected: (line, byte or None, part of the reason), in order; rows as dicts without None.
    """
    data = data if isinstance(data, bytes) else data.encode()
    (FOLDER / name).write_bytes(data)
    left_out = left_out or {}
    units = len(rows) + len(rejected) + sum(left_out.values())
    CASES.append({
        "file": name, "profile": profile, "options": options or {},
        "rows": [{k: v for k, v in row.items() if v is not None} for row in rows],
        "rejected": [{"line": line, "byte": byte, "reason": reason}
                     for line, byte, reason in rejected],
        "leftOut": left_out, "records": records if records is not None else units,
    })


def row(text, actor, stance, **rest):
    return {"text": text, "actor": actor, "stance": stance} | rest


def table(header, records, **how):
    out = io.StringIO()
    writer = csv.writer(out, lineterminator=how.pop("lineterminator", "\n"), **how)
    writer.writerows([header] + records)
    return out.getvalue()


def lines(objects):
    return "".join(json.dumps(o, ensure_ascii=False) + "\n" for o in objects)


def byte_of(data, line):
    """The first byte of a line, from 0."""
    data = data if isinstance(data, bytes) else data.encode()
    return len(b"".join(data.split(b"\n")[i] + b"\n" for i in range(line - 1)))


def semeval():
    word = {"supportive": "FAVOR", "critical": "AGAINST", "neutral": "NONE"}
    body = ["ID\tTarget\tTweet\tStance"]
    for number, (text, actor, stance) in enumerate(ROWS):
        body.append(f"{number + 101}\t{actor}\t{text} #SemST\t{word[stance]}")
    expected = [row(t, a, s, id=str(n + 101)) for n, (t, a, s) in enumerate(ROWS)]
    case("semeval2016.txt", "semeval2016", "\n".join(body) + "\n", expected)
    # A byte order mark, CRLF, an unpaired quote, the mark within a tweet, and no last line end.
    bad = ("\ufeff" + "\r\n".join([
        "ID\tTarget\tTweet\tStance",
        "1\tBorduria\t\"Down with it\tAGAINST",
        "2\tBorduria\tPaid #SemST late #SemST\tFAVOR",
        "3\tBorduria\tPaid\tFAVOUR",
        "4\tBorduria\t #SemST\tFAVOR",
        "5\tBorduria\ttoo\tmany\tFAVOR",
        "6\tBorduria\tto be labelled\tUNKNOWN",
        "6\tBorduria\tthe same id\t1",
        "2\tBorduria\tthe same id\tNONE"])).encode()
    case("semeval2016-bad.txt", "semeval2016", bad, [
        row("\"Down with it", "Borduria", "critical", id="1"),
        row("Paid #SemST late", "Borduria", "supportive", id="2"),
        row("the same id", "Borduria", "neutral", id="2#2"),
    ], [
        (4, byte_of(bad, 4), "unknown label \"FAVOUR\""), (5, byte_of(bad, 5), "empty text"),
        (6, byte_of(bad, 6), "expected 4 fields as in the header, found 5"),
        (8, byte_of(bad, 8), "label 1: numbers are never guessed"),
    ], {"not labelled": 1})
    latin = ("ID\tTarget\tTweet\tStance\n1\tBorduria\tIt’s “fine” – €5\tNONE\n"
             "2\tBorduria\tplain\tNONE\n").encode("cp1252")
    case("semeval2016-1252.txt", "semeval2016", latin, [
        row("plain", "Borduria", "neutral", id="2")],
        [(2, byte_of(latin, 2), "invalid UTF-8 (0x92)")])
    holed = latin + b"3\tBorduria\tA hole \x81\tNONE\n"
    case("semeval2016-1252-asked.txt", "semeval2016", holed, [
        row("It’s “fine” – €5", "Borduria", "neutral", id="1"),
        row("plain", "Borduria", "neutral", id="2"),
    ], [(4, byte_of(holed, 4), "byte 0x81")], options={"encoding": "windows-1252"})


def vast():
    number = {"critical": "0", "supportive": "1", "neutral": "2"}
    header = "author,post,ori_topic,ori_id,new_topic,label,type_idx,new_id,arc_id,text,text_s".split(",")
    records = [["someone", t, "x", "9", a, number[s], "1", f"{n}", f"{n % 2}_art", "['a']", "a"]
               for n, (t, a, s) in enumerate(ROWS)]
    expected = [row(t, a, s, id=str(n), group=f"{n % 2}_art") for n, (t, a, s) in enumerate(ROWS)]
    case("vast.csv", "vast", table(header, records), expected)
    case("vast-mapped.csv", "vast", table(header, records), [
        row(t, a, {"critical": "supportive", "supportive": "critical", "neutral": "neutral"}[s],
            id=str(n), group=f"{n % 2}_art") for n, (t, a, s) in enumerate(ROWS)],
        options={"stanceMap": "0=pro,1=con,2=neutral"})
    head = "post,new_topic,label,new_id,arc_id\n"
    # A post over two lines; a stray quote that costs its line alone; labels out of the map.
    bad = head + ("\"Two\nlines\",Borduria,1,a,z\n" "Text,Borduria,3,b,z\n" "\"odd\" one,Borduria,0,c,z\n"
                  "After it,Borduria,2,d,z\n" "Text,,1,e,z\n" "Text,Borduria,1.0,f,z\n"
                  "Text,Borduria,,g,z\n" "\"a stray quote,Borduria,1,h,z\n" "Kept,Borduria,2,j,z\n"
                  "ends here\",Borduria,1,k\n" "\"another,Borduria,1,m,z\n"
                  "Kept too,Borduria,2,n,z\n" "ends here\",Borduria,1,o,z\n" "\"never closed,Borduria,1,l,z\n"
                  "Last,Borduria,0,i,z\n")
    case("vast-bad.csv", "vast", bad, [
        row("Two\nlines", "Borduria", "supportive", id="a", group="z"),
        row("After it", "Borduria", "neutral", id="d", group="z"),
        row("Kept", "Borduria", "neutral", id="j", group="z"),
        row("Kept too", "Borduria", "neutral", id="n", group="z"),
        row("ends here\"", "Borduria", "supportive", id="o", group="z"),
        row("Last", "Borduria", "critical", id="i", group="z"),
    ], [
        (4, byte_of(bad, 4), "unknown label 3; expected 0=critical, 1=supportive, 2=neutral"),
        (5, byte_of(bad, 5), "text after a closing quote"), (7, byte_of(bad, 7), "empty actor"),
        (8, byte_of(bad, 8), "unknown label 1.0"), (9, byte_of(bad, 9), "empty label"),
        (10, byte_of(bad, 10), "found 4"), (12, byte_of(bad, 12), "found 4"),
        (13, byte_of(bad, 13), "look like rows of their own"),
        (16, byte_of(bad, 16), "a quote that is never closed"),
    ])


def pstance():
    word = {"supportive": "FAVOR", "critical": "AGAINST", "neutral": "NONE"}
    case("pstance.csv", "pstance",
         table(["Tweet", "Target", "Stance"], [[t, a, word[s]] for t, a, s in ROWS],
               lineterminator="\r\n"),
         [row(t, a, s) for t, a, s in ROWS])
    # Python's quotes.
    bad = "Tweet,Target,Stance\nA,Borduria,favor\nB,Borduria\n,Borduria,FAVOR\nC,Borduria,\n\nD,Borduria,0\n"
    case("pstance-bad.csv", "pstance", bad, [row("A", "Borduria", "supportive")], [
        (3, byte_of(bad, 3), "found 2"), (4, byte_of(bad, 4), "empty text"),
        (7, byte_of(bad, 7), "label 0: numbers are never guessed"),
    ], {"not labelled": 1})


def newsmtsc():
    sign = {"critical": -1, "neutral": 0, "supportive": 1}
    objects, expected = [], []
    for n, (t, a, s) in enumerate(ROWS):
        at = t.index(a)
        name = f"paper_7_{n}_3_{a}_{at}_{at + len(a)}"
        objects.append({"mention": a, "polarity": sign[s], "from": at, "to": at + len(a),
                        "sentence": t, "id": name})
        expected.append(row(t, a, s, spans=[[at, at + len(a)]], id=name, group=f"paper_7_{n}"))
    case("newsmtsc.jsonl", "newsmtsc", lines(objects), expected)
    # One line a sentence with two targets, ends with white space, polarity as the repository has it.
    text = "🌊 Borduria thanked Syldavia , again."
    target = lambda a, polarity, space=0: {
        "Input.gid": f"paper_8_1_2_{a}_{text.index(a)}_{text.index(a) + len(a)}",
        "from": text.index(a), "to": text.index(a) + len(a) + space,
        "mention": a + " " * space, "polarity": polarity, "further_mentions": []}
    expect = lambda a, s: row(
        text, a, s, spans=spans(text, a), group="paper_8_1",
        id=f"paper_8_1_2_{a}_{text.index(a)}_{text.index(a) + len(a)}")
    repository = lines([
        {"primary_gid": "x", "sentence_normalized": text,
         "targets": [target("Borduria", 4.0), target("Syldavia", 6.0, 1), target("again", 3.0)]},
        {"primary_gid": "y", "sentence_normalized": text, "targets": []}])
    case("newsmtsc-repository.jsonl", "newsmtsc", repository,
         [expect("Borduria", "neutral"), expect("Syldavia", "supportive")],
         [(1, 0, "unknown label 3; expected")], {"no targets": 1}, records=2)
    base = {"mention": "Borduria", "polarity": 1, "from": 2, "to": 10, "sentence": text}
    changed = lambda **fields: {k: v for k, v in (base | fields).items() if v is not None}
    bad = lines([
        base, changed(to=9), changed(**{"from": 3, "to": 11}), changed(to=400),
        changed(**{"from": 10}), changed(**{"from": -1}), changed(polarity=2),
        changed(polarity="positive"), changed(mention=None), changed(sentence=None),
        changed(**{"from": "2"}), [1]]) + "{\"a\n" + lines([base])
    with_row = row(text, "Borduria", "supportive", spans=[[2, 10]], group="SENTENCE")
    case("newsmtsc-bad.jsonl", "newsmtsc", bad, [with_row, with_row, with_row], [
        (2, byte_of(bad, 2), "said to be \"Borduria\", but the text has \"Borduri\""),
        (3, byte_of(bad, 3), "said to be"), (4, byte_of(bad, 4), "does not lie in the text"),
        (5, byte_of(bad, 5), "does not lie"), (6, byte_of(bad, 6), "does not lie"),
        (7, byte_of(bad, 7), "unknown label 2"), (9, byte_of(bad, 9), "no \"mention\""),
        (10, byte_of(bad, 10), "no \"sentence\""), (11, byte_of(bad, 11), "no whole numbers"),
        (12, byte_of(bad, 12), "not an object"), (13, byte_of(bad, 13), "invalid JSON"),
    ])


def persent():
    header = ["DOCUMENT_INDEX", "TITLE", "TARGET_ENTITY", "DOCUMENT", "MASKED_DOCUMENT",
              "TRUE_SENTIMENT"] + [f"Paragraph{n}" for n in range(16)]
    word = {"supportive": "Positive", "critical": "Negative", "neutral": "Neutral"}
    labels = lambda *words: list(words) + [""] * (16 - len(words))
    texts, stances = [t for t, _, _ in ROWS], [s for _, _, s in ROWS]
    records = [
        ["12", "A title", "Ann Other", "\n".join(texts), "", "Neutral"]
        + labels(*[word[s] for s in stances]),
        ["13", "A title", "Ann Other", "One.\n \nTwo.\n", "", "Neutral"]
        + labels("Positive", "Negative"),
        ["14", "A title", "Ann Other", "One.\nTwo.\nThree.", "", "Neutral"]
        + labels("Positive", "", "2"),
        ["15", "A title", "Ann Other", "One.\nTwo.", "", "Neutral"] + labels("Positive"),
        ["16", "A title", "Ann Other", "", "", "Neutral"] + labels(),
        ["17", "A title", "Ann Other", "One.", "", "Neutral"] + labels("Positive", "Neutral"),
    ]
    data = table(header, records)
    expected = [row(t, "Ann Other", s, id=f"12-{n + 1}", group="12")
                for n, (t, s) in enumerate(zip(texts, stances))]
    expected += [row("One.", "Ann Other", "supportive", id="13-1", group="13"),
                 row("Two.", "Ann Other", "critical", id="13-2", group="13"),
                 row("One.", "Ann Other", "supportive", id="14-1", group="14")]
    line = lambda start: 1 + data[:data.index(start)].count("\n")
    place = lambda start: (line(start), byte_of(data, line(start)))
    case("persent.csv", "persent", data, expected, [
        (*place("14,A title"), "label 2: numbers are never guessed"),
        (*place("15,A title"), "DOCUMENT has 2 paragraphs and 1 labels"),
        (*place("17,A title"), "DOCUMENT has 1 paragraphs and 2 labels"),
    ], {"not labelled": 1, "no paragraphs": 1}, records=6)


def label_studio():
    region = lambda t, a, key, name, kind="labels": {
        "id": key, "from_name": "ner", "to_name": "text", "type": kind,
        "value": {"start": utf16(t, t.index(a)), "end": utf16(t, t.index(a) + len(a)), "text": a,
                  kind: [name]}}
    choice = lambda name, control="stance": {
        "id": "c" + control, "from_name": control, "to_name": "text", "type": "choices",
        "value": {"choices": [name]}}
    text, actor, _ = ROWS[2]
    at = [spans(text, actor)[0]]
    (t0, a0, _), (t1, a1, _) = ROWS[0], ROWS[1]
    tasks = [
        {"id": 1, "data": {"text": text, "actor": "The Republic", "group": "g", "source": "Paper",
                           "date": "2021-08-15"},
         "annotations": [
             {"completed_by": 7, "was_cancelled": False,
              "result": [choice("neutral"), choice("weather", "topic")]},
             {"completed_by": {"id": 8, "email": "b@example.org"}, "result": [
                 choice("AGAINST"), region(text, actor, "r", "Actor")]},
             {"completed_by": 9, "was_cancelled": True, "result": [choice("pro")]},
             {"completed_by": 9, "result": []}], "predictions": []},
        {"id": 2, "data": {"text": text}, "annotations": [{"completed_by": 7, "result": [
            region(text, actor, "r1", "supportive"),
            region(text, "envoys", "r2", "Actor"), region(text, "envoys", "r2", "con", "choices"),
            {"type": "relation", "from_id": "r1", "to_id": "r2"}]}]},
        {"id": 3, "data": {"text": t0}, "annotations": []},
        {"id": 4, "data": {"text": t1}, "annotations": [
            {"completed_by": 7, "result": [choice("pro")]},
            {"completed_by": 8, "result": [choice("pro"), region(t1, a1, "r", "Actor")]},
            {"completed_by": 9, "result": [
                {"id": "r", "type": "labels", "value": {
                    "start": 4, "end": 8, "text": "cafe", "labels": ["pro"]}}]},
            {"completed_by": 9, "result": [
                {"id": "r", "type": "labels", "value": {
                    "start": 4, "end": 800, "text": "café", "labels": ["pro"]}}]},
            {"completed_by": 9, "result": [
                {"id": "r", "type": "hypertextlabels", "value": {
                    "start": "/p[1]/text()[1]", "end": "/p[1]/text()[1]", "labels": ["pro"]}}]},
            {"completed_by": 9, "result": [{"from_name": "stance", "type": "choices", "value": {
                "choices": ["pro", "con"]}}]}]},
        {"id": 5, "data": {"words": "no text"}, "annotations": [{"result": [choice("pro")]}]},
        # Offsets that were counted in code points do not fit.
        {"id": 6, "data": {"text": "🌊 Syldavia."}, "annotations": [{"result": [
            {"id": "r", "type": "labels", "value": {
                "start": 2, "end": 10, "text": actor, "labels": ["pro"]}}]}]},
        # Half of a surrogate pair.
        {"id": 7, "data": {"text": text}, "annotations": [{"result": [
            {"id": "r", "type": "labels", "value": {"start": 1, "end": 4, "labels": ["pro"]}}]}]},
    ]
    envoys = spans(text, "envoys")
    common = {"group": "g", "source": "Paper", "date": "2021-08-15", "id": "1"}
    expected = [
        row(text, "The Republic", "neutral", annotator="7", **common),
        row(text, "The Republic", "critical", annotator="b@example.org", spans=at, **common),
        row(text, actor, "supportive", id="2-1", annotator="7", spans=at),
        row(text, "envoys", "critical", id="2-2", annotator="7", spans=envoys),
        row(t1, a1, "supportive", id="4", annotator="8", spans=spans(t1, a1)),
    ]
    reasons = [
        "no actor; expected a field", "said to be \"cafe\", but the text has \"café\"",
        "(UTF-16 code units)", "offsets are no whole numbers", "2 labels (\"pro\", \"con\")",
        "no \"text\"", "said to be \"Syldavia\"", "splits a character"]
    data = json.dumps(tasks, ensure_ascii=False, indent=1) + "\n"
    place = lambda task: (1 + data[:data.index(task)].count("\n"), len(data[:data.index(task)].encode()))
    places = [place('{\n  "id": 4')] * 5 + [place('{\n  "id": %d' % n) for n in (5, 6, 7)]
    case("label-studio.json", "label-studio", data, expected,
         [(*p, reason) for p, reason in zip(places, reasons)],
         {"annotation cancelled": 1, "not labelled": 1, "not annotated": 1}, records=7)
    flat = [
        {"id": 1, "text": text, "target": "The Republic", "stance": "favor", "annotator": 7},
        {"id": 2, "text": t0, "label": [
            {"start": s, "end": e, "text": a0, "labels": ["pro"]} for s, e in spans(t0, a0)],
         "annotator": 8},
        {"id": 3, "text": text, "actor": actor, "label": {"choices": ["con"]}},
        {"id": 4, "text": text}]
    broken = json.dumps(flat, ensure_ascii=False)[:-1] + ", {\"id\": 5, \"text\": tru}, {\"id\": 6"
    at = len(broken[:broken.index("{\"id\": 5")].encode())
    case("label-studio-min.json", "label-studio", broken, [
        row(text, "The Republic", "supportive", id="1", annotator="7"),
        row(t0, a0, "supportive", id="2-1", annotator="8", spans=[spans(t0, a0)[0]]),
        row(t0, a0, "supportive", id="2-2", annotator="8", spans=[spans(t0, a0)[1]]),
        row(text, actor, "critical", id="3"),
    ], [(1, at, "invalid JSON"), (1, None, "the file ends within the array")], {"not labelled": 1},
        records=6)


def doccano():
    text, actor, _ = ROWS[2]
    at = spans(text, actor)[0]
    data = "\ufeff" + lines([
        {"id": 1, "text": text, "label": ["neutral"], "target": actor, "user": "ann"},
        {"id": 2, "data": text, "label": [[*at, "FAVOR"], [0, 2, "against"]]},
        {"id": 3, "text": text, "label": []},
        {"id": 4, "text": text, "entities": [
            {"id": 9, "label": "pro", "start_offset": at[0], "end_offset": at[1]}], "relations": []},
        {"id": 5, "text": text, "entities": [[*at, "ACTOR"]], "cats": ["con"]},
        {"id": 6, "text": text, "label": ["pro", "con"], "actor": "A"},
        {"id": 7, "text": text, "label": [[at[0], len(text) + 1, "pro"]]},
        {"id": 8, "text": text, "label": ["3"], "actor": "A"},
        {"id": 9, "text": text, "label": ["pro"]},
        {"id": 10, "label": ["pro"], "actor": "A"},
        {"id": 11, "text": text, "label": [[1, 1, "pro"]]},
        {"id": 12, "text": text, "label": ["pro"], "actor": "A", "date": "soon"},
        {"id": 13, "text": text, "label": [{"id": 1}], "actor": "A"},
    ]) + "\n{\"text\":\"a\",\"text\":\"b\",\"label\":[\"pro\"]}\r\n"
    place = lambda n: (n, byte_of(data, n))
    case("doccano.jsonl", "doccano", data, [
        row(text, actor, "neutral", id="1", annotator="ann"),
        row(text, actor, "supportive", id="2-1", spans=[at]),
        row(text, text[0:2], "critical", id="2-2", spans=[[0, 2]]),
        row(text, actor, "supportive", id="4", spans=[at]),
        row(text, actor, "critical", id="5", spans=[at]),
    ], [
        (*place(6), "2 labels"), (*place(7), "(Unicode scalars)"), (*place(8), "never guessed"),
        (*place(9), "no actor"), (*place(10), "no \"text\" or \"data\""),
        (*place(11), "does not lie"), (*place(12), "date \"soon\""), (*place(13), "neither a name"),
        (*place(15), "the key \"text\" occurs twice"),
    ], {"not labelled": 1}, records=14)


def prodigy():
    text, actor, _ = ROWS[2]
    start, end = spans(text, actor)[0]
    span = {"start": start, "end": end, "label": "ACTOR", "text": actor}
    common = {"text": text, "answer": "accept", "_task_hash": -5}
    data = lines([
        common | {"accept": ["favor"], "spans": [span], "_annotator_id": "db-ann"},
        common | {"label": "AGAINST", "meta": {"actor": "The Republic", "source": "Paper"}},
        common | {"spans": [span | {"label": "pro"}, {"start": 0, "end": 1, "label": "odd"}]},
        common | {"answer": "reject"}, common | {"answer": "ignore"},
        common | {"accept": [], "spans": [span]},
        common | {"accept": ["pro"], "spans": [span | {"text": "Sylvania"}]},
        common | {"accept": ["pro", "con"], "spans": [span]},
        common | {"accept": ["pro"], "spans": [span, {"start": 0, "end": 1}]},
        common | {"accept": [1], "spans": [span]},
        {"text": text, "label": "pro"}, common | {"answer": "maybe"},
        common | {"label": "pro", "spans": [{"start": 5, "end": 900}]},
    ])
    case("prodigy.jsonl", "prodigy", data, [
        row(text, actor, "supportive", id="-5", annotator="db-ann", spans=[[start, end]]),
        row(text, "The Republic", "critical", id="-5", source="Paper"),
        row(text, actor, "supportive", id="-5-1", spans=[[start, end]]),
    ], [(n, byte_of(data, n), reason) for n, reason in [
        (3, "unknown label \"odd\""), (7, "said to be \"Sylvania\""), (8, "2 labels"),
        (9, "several names"), (10, "never guessed"), (11, "no \"answer\""), (12, "\"maybe\""),
        (13, "does not lie")]],
        {"answer reject": 1, "answer ignore": 1, "not labelled": 1}, records=13)


def fasttext():
    data = ("__label__supportive __actor__New_Ruritania  Two spaces,\tand a tab.\n"
            "__label__con __actor__a%5Fb%25%C2%A0c text\r\n"
            "\n"
            "no label here\n"
            "__label__pro __label__con __actor__A two\n"
            "__label__pro __actor__A% bad\n"
            "__label__pro nobody\n"
            "__label__2 __actor__A number\n"
            "__label__pro __actor__A in __label__con text\n"
            "__label__pro __actor__A\n"
            "__label__none __actor__A last")
    case("fasttext.txt", "fasttext", data, [
        row(" Two spaces,\tand a tab.", "New Ruritania", "supportive"),
        row("text", "a_b%\u00a0c", "critical"), row("last", "A", "neutral"),
    ], [(n, byte_of(data, n), reason) for n, reason in [
        (5, "2 labels"), (6, "% without two"), (7, "no actor"), (8, "never guessed"),
        (9, "a label within the text"), (10, "empty text")]], {"not labelled": 1})
    case("fasttext-asked.txt", "fasttext", "__label__1 one\n__label__0 nought\n", [
        row("one", "Borduria", "supportive"), row("nought", "Borduria", "critical")],
        options={"actor": "Borduria", "stanceMap": "0=con,1=pro"})


def main():
    FOLDER.mkdir(parents=True, exist_ok=True)
    for make in (semeval, vast, pstance, newsmtsc, persent, label_studio, doccano, prodigy, fasttext):
        make()
    (FOLDER / "import.json").write_text(
        json.dumps(CASES, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    print(f"import: {len(CASES)} files, {sum(len(c['rows']) for c in CASES)} rows, "
          f"{sum(len(c['rejected']) for c in CASES)} rejected")


if __name__ == "__main__":
    main()
