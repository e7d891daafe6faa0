#!/usr/bin/env python3
"""Opens reports in headless Chromium and checks what a reader would see.

    scripts/check_report.py REPORT.html... [--pictures FOLDER]

For each report, at 390 and 1280 px, in light and in dark, and as printed: nothing is wider than the window, the console
is silent, nothing but the file itself is loaded, the page has its title and every figure its size.
Prints a line per view; exits 1 when a check fails, 77 when there is no browser. Needs Python 3 alone:
it speaks the DevTools protocol over the browser's pipe.
"""

import argparse
import base64
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import time

BROWSERS = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"]
# Width, colours and medium; 794 px are a sheet of A4.
VIEWS = [(390, "light", "screen"), (390, "dark", "screen"), (1280, "light", "screen"),
         (1280, "dark", "screen"), (794, "dark", "print")]

LAYOUT = """(() => {
  const root = document.documentElement;
  const scrolls = node => {
    for (let e = node.parentElement; e; e = e.parentElement)
      if (['auto', 'scroll', 'hidden', 'clip'].includes(getComputedStyle(e).overflowX)
          && e !== root && e !== document.body) return true;
    return false;
  };
  const wide = [...document.body.querySelectorAll('*')].filter(e => {
    const box = e.getBoundingClientRect();
    return box.width > 0 && (box.right > innerWidth + 1 || box.left < -1) && !scrolls(e);
  }).slice(0, 5).map(e => e.tagName + '.' + (e.getAttribute('class') || '') + ' '
    + Math.round(e.getBoundingClientRect().right));
  const flat = [...document.querySelectorAll('figure > svg')].filter(e => {
    const box = e.getBoundingClientRect(); return box.width < 200 || box.height < 60; }).length;
  const small = [...document.querySelectorAll('figure > svg text')].filter(e => {
    const scale = e.ownerSVGElement.getBoundingClientRect().width / 340;
    return parseFloat(getComputedStyle(e).fontSize) * scale < 11; }).length;
  return {scroll: root.scrollWidth, client: root.clientWidth, height: root.scrollHeight, wide, flat,
    small, title: document.title, background: getComputedStyle(document.body).backgroundColor,
    unnamed: [...document.querySelectorAll('figure > svg')].filter(e => e.getAttribute('role') !== 'img'
      || !e.getAttribute('aria-labelledby').split(' ').every(id => document.getElementById(id))).length,
    figures: document.querySelectorAll('figure').length,
    tables: document.querySelectorAll('figure details table').length};
})()"""


class Browser:
    """A headless Chromium at the other end of two pipes."""

    def __init__(self, path, profile):
        to_browser = os.pipe()
        from_browser = os.pipe()

        def connect():
            # The browser reads commands from descriptor 3 and writes to 4.
            read, write = os.dup(to_browser[0]), os.dup(from_browser[1])
            os.dup2(read, 3)
            os.dup2(write, 4)

        self.process = subprocess.Popen(
            [path, "--headless=new", "--remote-debugging-pipe", "--no-sandbox", "--disable-gpu",
             "--disable-dev-shm-usage", "--hide-scrollbars", "--no-first-run",
             "--disable-background-networking", "--disable-component-update",
             f"--user-data-dir={profile}", "about:blank"],
            preexec_fn=connect, close_fds=False, stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL)
        os.close(to_browser[0])
        os.close(from_browser[1])
        self.out, self.input = to_browser[1], from_browser[0]
        self.rest = b""
        self.number = 0
        self.events = []

    def receive(self):
        while b"\0" not in self.rest:
            part = os.read(self.input, 1 << 20)
            if not part:
                raise RuntimeError("the browser ended")
            self.rest += part
        message, self.rest = self.rest.split(b"\0", 1)
        return json.loads(message)

    def call(self, method, session=None, **parameters):
        self.number += 1
        message = {"id": self.number, "method": method, "params": parameters}
        if session:
            message["sessionId"] = session
        os.write(self.out, json.dumps(message).encode() + b"\0")
        while True:
            answer = self.receive()
            if answer.get("id") == self.number:
                if "error" in answer:
                    raise RuntimeError(f"{method}: {answer['error']['message']}")
                return answer["result"]
            self.events.append(answer)

    def wait(self, method):
        while not any(event.get("method") == method for event in self.events):
            self.events.append(self.receive())

    def close(self):
        try:
            self.call("Browser.close")
        except (RuntimeError, OSError):
            pass
        try:
            self.process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            self.process.kill()


def view(browser, session, report, width, scheme, medium, pictures):
    """One report in one window; the problems found."""
    browser.events.clear()
    browser.call("Emulation.setDeviceMetricsOverride", session, width=width, height=844,
                 deviceScaleFactor=1, mobile=width < 600)
    browser.call("Emulation.setEmulatedMedia", session, media=medium,
                 features=[{"name": "prefers-color-scheme", "value": scheme}])
    started = time.monotonic()
    browser.call("Page.navigate", session, url=report.resolve().as_uri())
    browser.wait("Page.loadEventFired")
    loaded = time.monotonic() - started
    answer = browser.call("Runtime.evaluate", session, expression=LAYOUT, returnByValue=True)
    seen = answer["result"].get("value")
    problems = []
    if seen is None:
        return [f"the layout cannot be read: {answer}"]
    if seen["scroll"] > seen["client"]:
        problems.append(f"the page is {seen['scroll']} px wide in a window of {seen['client']}")
    if seen["wide"]:
        problems.append(f"wider than the window: {', '.join(seen['wide'])}")
    for key, what in [("flat", "figures without size"), ("small", "labels below 11 px"),
                      ("unnamed", "figures without a name")]:
        if seen[key]:
            problems.append(f"{seen[key]} {what}")
    if seen["figures"] != seen["tables"]:
        problems.append(f"{seen['figures']} figures, but {seen['tables']} tables behind them")
    if not seen["title"]:
        problems.append("no title")
    red, green, blue = [int(x) for x in seen["background"].split("(")[1].split(")")[0].split(",")[:3]]
    if (red + green + blue < 384) != (scheme == "dark" and medium == "screen"):
        problems.append(f"the background in {scheme} is {seen['background']}")
    # What the console has to say, and what was asked of the network.
    for event in browser.events:
        name, facts = event.get("method"), event.get("params", {})
        if name == "Log.entryAdded":
            problems.append(f"console: {facts['entry']['text']}")
        elif name in ("Runtime.consoleAPICalled", "Runtime.exceptionThrown"):
            problems.append(f"console: {json.dumps(facts)[:200]}")
        elif name == "Network.requestWillBeSent":
            url = facts["request"]["url"]
            if not url.startswith(("file:", "data:")):
                problems.append(f"asked for {url}")
    if pictures:
        picture = browser.call(
            "Page.captureScreenshot", session, format="png", captureBeyondViewport=True,
            clip={"x": 0, "y": 0, "width": width, "height": min(seen["height"], 9000), "scale": 1})
        name = f"{report.stem}-{width}-{scheme if medium == 'screen' else medium}.png"
        (pictures / name).write_bytes(base64.b64decode(picture["data"]))
    print(f"{report.name} at {width} px, {scheme} {medium}: {seen['height']} px high, "
          f"{seen['figures']} figures, loaded in {loaded:.2f} s"
          + ("" if not problems else ": " + "; ".join(problems)))
    return problems


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("reports", nargs="+", type=pathlib.Path)
    parser.add_argument("--pictures", type=pathlib.Path, help="a folder for pictures of each view")
    arguments = parser.parse_args()
    path = next(filter(None, (shutil.which(name) for name in BROWSERS)), None)
    if path is None:
        print("check_report: no Chromium found; scripts/browser.sh installs it", file=sys.stderr)
        return 77
    if arguments.pictures:
        arguments.pictures.mkdir(parents=True, exist_ok=True)
    problems = []
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        browser = Browser(path, profile)
        try:
            target = browser.call("Target.createTarget", url="about:blank")["targetId"]
            session = browser.call(
                "Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
            for domain in ["Page", "Runtime", "Log", "Network"]:
                browser.call(f"{domain}.enable", session)
            for report in arguments.reports:
                for width, scheme, medium in VIEWS:
                    problems += view(browser, session, report, width, scheme, medium,
                                     arguments.pictures)
        finally:
            browser.close()
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
