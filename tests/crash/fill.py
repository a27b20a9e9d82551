#!/usr/bin/env python3
"""fill.py KINTSUGI [sqlite|postgres ...]: the disk is full; the database goes away and comes back. People are told so
kindly, what was answered "saved" is there, nothing is half saved, and it goes on by itself afterwards. The full disk is
a small one made in memory, for which one must be root."""
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time

from cluster import Cluster
from house import House
from walk import Walker

SIZES = {"sqlite": "24m", "postgres": "160m"}
LEFT = {"sqlite": 600 << 10, "postgres": 2 << 20}  # so that it is a form that meets the end, at any of its steps
POSTS = 2000      # by then a disk without room must have shown
RECOVERS_S = 30   # by then everything works again by itself
NO_ROOM = "There is no room left to save. Nothing was lost."
NOT_REACHED = "The records cannot be reached just now. Nothing was saved."


class Disk:
    def __init__(self, size):
        self.dir = tempfile.mkdtemp(prefix="kintsugi-disk-")
        subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "kintsugi-test", self.dir], check=True)

    def fill(self, left):
        """Takes the room there is but for a little."""
        with open(self.dir + "/ballast", "wb", buffering=0) as f:
            try:
                while True:
                    f.write(b"x" * 4096)
            except OSError:
                pass
            f.truncate(max(0, os.fstat(f.fileno()).st_size - left))

    def make_room(self):
        os.remove(self.dir + "/ballast")

    def end(self):
        subprocess.run(["umount", "-l", self.dir], check=True)
        os.rmdir(self.dir)


class Checks:
    def __init__(self, store):
        self.store = store
        self.passed = self.failed = 0

    def that(self, ok, sentence):
        self.passed += bool(ok)
        self.failed += not ok
        print(f"{'ok  ' if ok else 'FAIL'}  {self.store}: {sentence}")


def kind(browser, status):
    """Whether an answer is a page that tells what is the matter."""
    words = {507: NO_ROOM, 503: NOT_REACHED}.get(status)
    return words is not None and words in browser.body and "<html" in browser.body


def note(browser, at, words):
    """Tries to write one; the status of the first answer that is neither a page nor a redirect, else 303."""
    status = browser.get(at + "/notes/new")
    if status != 200:
        return status
    return browser.post(at + "/notes/new", {"how": "phone", "words": words})


def write_until_full(browser, at, saved):
    """Statuses of the answers that refused, once there are ten in a row."""
    refused = []
    for n in range(POSTS):
        words = f"note {n} " + "of a long day " * 200
        status = note(browser, at, words)
        if status == 303:
            saved.append(f"note {n} ")
            refused = []
            continue
        refused.append((status, kind(browser, status)))
        if len(refused) == 10:
            break
    return refused


def works_within(seconds, attempt):
    """How long it took until attempt() was true; None when it was never."""
    began = time.time()
    while time.time() - began < seconds:
        try:
            if attempt():
                return time.time() - began
        except OSError:
            pass
        time.sleep(0.5)
    return None


def all_notes(browser, at):
    """Every page of the timeline's notes as one text; None when one cannot be read."""
    text = ""
    start = -1
    older = 0
    while older > start:
        start = older
        if browser.get(f"{at}/timeline?kind=note&from={start}") != 200:
            return None
        text += browser.body
        older = max((int(n) for n in re.findall(r"&amp;from=(\d+)", browser.body)), default=0)
    return text


def full_disk(kintsugi, store, checks):
    disk = Disk(SIZES[store])
    tempfile.tempdir = disk.dir
    cluster = None
    try:
        if store == "postgres":
            tempfile.tempdir = None
            cluster = Cluster(disk.dir)
            os.environ["KINTSUGI_TEST_PG"] = cluster.connection()
        house = House(kintsugi, store)
        tempfile.tempdir = None
        try:
            fill_and_empty(house, disk, cluster, checks)
        finally:
            house.stop()
            shutil.rmtree(house.dir)
    finally:
        tempfile.tempdir = None
        if cluster:
            cluster.end()
        disk.end()


def fill_and_empty(house, disk, cluster, checks):
    house.log = tempfile.mktemp(prefix="kintsugi-log-")
    house.start()
    browser = Walker(house).signed_in("caseworker")
    person = browser.fill("/people/new", {"label": "Zoraya"}).split("/")[2].split("?")[0]
    at = f"/people/{person}"
    saved = []
    for n in range(3):
        words = f"early {n} "
        if note(browser, at, words) == 303:
            saved.append(words)
    disk.fill(LEFT[house.store])
    refused = write_until_full(browser, at, saved)
    checks.that(len(refused) == 10, f"a full disk shows ({len(saved)} notes saved, then refused)")
    checks.that(refused and all(ok for _, ok in refused),
                f"every refusal is a page that says what is the matter: {sorted(set(s for s, _ in refused))}")
    checks.that(browser.get("/health") == 200 and house.process.poll() is None, "the program goes on running")
    disk.make_room()
    if cluster and not cluster.running():
        cluster.start()  # it gives itself up when it cannot write its log; somebody has to start it
    words = "written after room was made "
    took = works_within(RECOVERS_S, lambda: note(browser, at, words) == 303)
    saved += [words] if took is not None else []
    checks.that(took is not None, f"writing works again {took or 0:.1f} s after there is room, without a new start")
    text = all_notes(browser, at)
    lost = [w for w in saved if text is None or w not in text]
    checks.that(text is not None and not lost, f"all {len(saved)} notes that were saved are there (lost: {lost[:3]})")
    house.stop()
    fault = house.verify()
    checks.that(not fault, "verify finds nothing wrong" + (": " + fault if fault else ""))
    os.remove(house.log)


def gone_and_back(kintsugi, checks):
    cluster = Cluster()
    os.environ["KINTSUGI_TEST_PG"] = cluster.connection()
    house = House(kintsugi, "postgres")
    try:
        house.start()
        browser = Walker(house).signed_in("caseworker")
        person = browser.fill("/people/new", {"label": "Zoraya"}).split("/")[2].split("?")[0]
        at = f"/people/{person}"
        for again in range(3):
            words = f"before going {again} "
            saved = note(browser, at, words) == 303
            browser.get(at + "/notes/new")
            cluster.stop()
            posted = browser.post(at + "/notes/new", {"how": "phone", "words": "while it is gone"})
            checks.that(posted == 503 and kind(browser, posted), f"gone ({again + 1}): a form is answered kindly ({posted})")
            shown = browser.get(at)
            checks.that(shown == 503 and kind(browser, shown), f"gone ({again + 1}): a page is answered kindly ({shown})")
            checks.that(browser.get("/health") == 200 and house.process.poll() is None,
                        f"gone ({again + 1}): the program goes on running")
            cluster.start()
            took = works_within(RECOVERS_S, lambda: browser.get(at) == 200)
            checks.that(took is not None, f"back ({again + 1}): pages are there again after {took or 0:.1f} s")
            took = works_within(RECOVERS_S, lambda: note(browser, at, f"after coming back {again} ") == 303)
            text = all_notes(browser, at) or ""
            checks.that(saved and words in text and f"after coming back {again} " in text and "while it is gone" not in text,
                        f"back ({again + 1}): what was saved is there, what was not is not")
        house.stop()
        fault = house.verify()
        checks.that(not fault, "verify finds nothing wrong" + (": " + fault if fault else ""))
    finally:
        house.stop()
        shutil.rmtree(house.dir)
        cluster.end()


def main():
    kintsugi = sys.argv[1]
    passed = failed = 0
    for store in sys.argv[2:] or ["sqlite", "postgres"]:
        checks = Checks(store)
        if os.geteuid() == 0:
            full_disk(kintsugi, store, checks)
        else:
            print(f"skip  {store}: a full disk needs root, to make a small one")
        if store == "postgres":
            gone_and_back(kintsugi, checks)
        passed += checks.passed
        failed += checks.failed
    print(f"{passed} passed, {failed} failed")
    return 0 if failed == 0 and passed > 0 else 1


if __name__ == "__main__":
    sys.exit(main())
