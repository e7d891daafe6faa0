"""The Markdown page beside a record."""


def seconds(spread):
    return f"{number(spread['median'])} ({number(spread['q1'])}–{number(spread['q3'])})"


def number(value):
    """Three significant digits, without an exponent."""
    if value >= 100:
        return f"{value:,.0f}"
    return f"{value:.2f}" if value >= 1 else f"{value:.4f}" if value < 0.1 else f"{value:.3f}"


def fact(value):
    return f"{value:.1e}" if isinstance(value, float) and 0 < abs(value) < 1e-3 else str(value)


def megabytes(count):
    return f"{count / 1e6:,.0f}" if count else ""


def lines_of(row):
    if "failed" in row:
        return [f"**{row['work']}** ({row['corpus']}): not counted. {row['failed']}", ""]
    clock = "processor time" if row["clock"] == "cpu" else "time on the clock"
    unit = f"{row['unit']}/s" if row["unit"] else ""
    lines = [f"### {row['work']}", "",
             f"Row `{row['name']}`, {row['corpus']}, {clock}. "
             + "; ".join(f"{name}: {fact(value)}" for name, value in row["agreed"].items()) + ".",
             "",
             f"| | seconds (quartiles) | {unit} | peak MB | times the first row (quartiles; "
             "extremes) |", "|---|--:|--:|--:|--:|"]
    for side in row["contenders"]:
        rate = number(side["rate"]["median"]) if "rate" in side else ""
        ratio = ""
        if "times_baseline" in side:
            r = side["times_baseline"]
            ratio = f"**{r['median']:.2f}** ({r['q1']:.2f}–{r['q3']:.2f}; " \
                    f"{r['min']:.2f}–{r['max']:.2f})"
        lines.append(f"| {side['name']} | {seconds(side[row['clock'] + '_seconds'])} | {rate} | "
                     f"{megabytes(side['memory_peak'])} | {ratio} |")
    notes = [f"{side['name']}: {side['note']}" for side in row["contenders"] if side["note"]]
    notes += [f"{side['name']} is missing: {side['reason']}" for side in row["absent"]]
    if notes:
        lines += ["", *(f"- {note}." for note in notes)]
    return lines + [""]


def page(record):
    machine = record["machine"]
    processor = machine["processor"]
    versions = ", ".join(f"{name} {version}" for name, version in machine["versions"].items()
                         if version)
    load = f"{record['load_before']:.1f} before, {record['load_after']:.1f} after"
    lines = [
        f"# StanceKit beside its peers, {record['date']}", "",
        f"{processor['model']} ({', '.join(processor['instructions'])}), {machine['cores']} cores, "
        f"{machine['memory_gib']} GiB, {machine['system']}; load {load}. "
        f"Commit {machine['commit']}" + (" with changes" if machine["uncommitted_changes"] else "")
        + f". {versions}.", "",
        f"{record['repeats']} interleaved repeats; medians. Single-thread work is pinned to one "
        "core with one BLAS and OpenMP thread. Every answer was checked in every repeat. A ratio "
        "is taken repeat by repeat; above 1 the first row is faster, and one closer to 1 than "
        "about 1.5 is a tie on a shared machine.", ""]
    for name, facts in record["corpora"].items():
        sizes = ", ".join(f"{part} {' '.join(f'{v:,} {k}' for k, v in facts[part].items())}"
                          for part in ("train", "test"))
        lines.append(f"- {name}: {facts['origin']}; {sizes}")
    lines.append("")
    for row in record["rows"]:
        lines += lines_of(row)
    lines += ["Made by", "", f"    {record['command']}", ""]
    return "\n".join(lines)
