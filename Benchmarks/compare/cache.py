"""Folders of prepared work, named for what they depend on: made once, and never stale."""
import json
import pathlib
import shutil
import time

from .data import digest


class Cache:
    def __init__(self, root):
        self.root = pathlib.Path(root)
        self.root.mkdir(parents=True, exist_ok=True)

    def folder(self, name, key, make):
        """The folder that `make(folder)` filled, now or in an earlier run with the same key."""
        kept = self.root / f"{name}-{digest(*map(str, key))}"
        if not kept.exists():
            started = time.time()
            unfinished = kept.with_suffix(".unfinished")
            shutil.rmtree(unfinished, ignore_errors=True)
            unfinished.mkdir()
            make(unfinished)
            unfinished.rename(kept)
            print(f"  prepared {name} in {time.time() - started:.0f} s", flush=True)
        return kept

    def value(self, name, key, make):
        """What `make()` returned, as JSON."""
        folder = self.folder(
            name, key, lambda folder: (folder / "value.json").write_text(json.dumps(make())))
        return json.loads((folder / "value.json").read_text())
