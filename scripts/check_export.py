#!/usr/bin/env python3
"""Read what `stance export` writes with the programs that it is written for.

    python scripts/check_export.py STANCE ROWS.jsonl MODEL.stance

libsvm: scikit-learn's load_svmlight_file, compared number by number with the vw lines, which name the
same features. vw: the vowpalwabbit package learns from every line and must count as many features as
there are. That the numbers are the model's own is a test of the package (FeatureLineTests). Needs
scikit-learn, and vowpalwabbit if it is there.
"""
import pathlib
import subprocess
import sys
import tempfile

from sklearn.datasets import load_svmlight_file


def main():
    stance, rows, model = sys.argv[1:]
    with tempfile.TemporaryDirectory() as folder:
        paths = {kind: pathlib.Path(folder) / f"rows.{kind}" for kind in ("libsvm", "vw")}
        for kind, path in paths.items():
            subprocess.run([stance, "export", kind, rows, "-m", model, "-o", path, "-q"], check=True)
        matrix, classes = load_svmlight_file(str(paths["libsvm"]), zero_based=False)
        lines = paths["vw"].read_text(encoding="utf-8").splitlines()
        assert len(lines) == matrix.shape[0], (len(lines), matrix.shape)
        names, worst = {}, 0.0
        for number, line in enumerate(lines):
            fields = line.split(" ")
            assert int(fields[0]) == classes[number]
            block, pairs = "", []
            for field in fields[1:]:
                if field.startswith("|"):
                    block = field
                elif ":" in field:
                    name, value = field.split(":")
                    pairs.append(((block, name), float(value)))
            start, end = matrix.indptr[number], matrix.indptr[number + 1]
            assert len(pairs) == end - start
            for (name, value), column, same in zip(
                    pairs, matrix.indices[start:end], matrix.data[start:end]):
                worst = max(worst, abs(value - same))
                assert names.setdefault(name, column) == column, name
        assert len(set(names.values())) == len(names)
        print(f"libsvm: {matrix.shape[0]} rows, {matrix.nnz} values, classes "
              f"{sorted({int(c) for c in classes})}; differs from vw by at most {worst:g}")
        try:
            import vowpalwabbit
        except ImportError:
            print("vw: skipped, no vowpalwabbit")
            return
        learner = vowpalwabbit.Workspace("--oaa 3 --quiet -b 24 --noconstant")
        for number, line in enumerate(lines):
            example = learner.parse(line)
            # It reads numbers next to nothing, such as 3e-23, as 0 and drops them.
            row = matrix.data[matrix.indptr[number]:matrix.indptr[number + 1]]
            count = int((abs(row) > 1e-20).sum())
            assert example.get_feature_number() == count, (number, example.get_feature_number())
            learner.learn(example)
            learner.finish_example(example)
        print(f"vw: {len(lines)} examples parsed and learned")


if __name__ == "__main__":
    main()
