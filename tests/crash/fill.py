#!/usr/bin/env python3
"""fill.py KINTSUGI [sqlite|postgres ...]: the disk is full; the database goes away and comes back, in the middle of posts of
every kind of form. People are told so kindly, what was answered "saved" is there, nothing is half saved, the same form can
be sent again later, and it goes on by itself afterwards. The full disk is a small one made in memory, for which one must
be root."""
import os
import shutil
import subprocess
import sys
import tempfile
import time

from cluster import Cluster
from house import House
from rows import Rows
import walk
from walk import Refused, Roamer, Walker, arrived, everybody_in, new_text

# A new team ends the sessions of the manager, whose other forms are held back.
STEPS = tuple(step for step in walk.STEPS if step is not walk.another_team)
SIZES = {"sqlite": "24m", "postgres": "160m"}
LEFT = {"sqlite": 600 << 10, "postgres": 2 << 20}  # so that it is a form that meets the end, at any of its steps
ROUNDS = 200      # of all steps; by then a disk without room must have shown
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


class Held(Exception):
    """A form that was filled in and not sent."""

    def __init__(self, browser, path, form):
        super().__init__(path)
        self.browser = browser
        self.path = path
        self.form = form
        self.token = browser.token

    def send(self):
        """The status, whatever it is."""
        self.browser.token = self.token
        try:
            return self.browser.post(self.path, self.form)
        except Refused as refused:
            return refused.status


class Holding(Walker):
    """Its browsers can hold a form back that is to be sent."""

    def __init__(self, house):
        super().__init__(house)
        self.holds = False

    def signed_in(self, user):
        if user not in self.browsers:
            self.browsers[user] = HoldingRoamer(self).sign_in(user)
        return self.browsers[user]

    def held(self):
        """The first form of each step, filled in."""
        forms = []
        for step in STEPS:
            at = arrived(self, new_text)
            self.holds = True
            try:
                step(self, new_text, at)
            except Held as form:
                forms.append(form)
            self.holds = False
        return forms


class HoldingRoamer(Roamer):
    def post(self, path, form):
        if self.walker.holds:
            raise Held(self, path, form)
        return super().post(path, form)


def goes_through(walker, step):
    """Whether a step can be gone, about somebody new."""
    try:
        step(walker, new_text, arrived(walker, new_text))
    except Refused:
        return False
    return True


def write_until_full(walker):
    """Ten refusals in a row: (status, whether it was kind)."""
    refused = []
    for n in range(ROUNDS * len(STEPS)):
        try:
            STEPS[n % len(STEPS)](walker, new_text, arrived(walker, new_text))
            refused = []
        except Refused as r:
            refused.append((r.status, kind(r.browser, r.status)))
        if len(refused) == 10:
            break
    return refused


def send_held(forms, checks, when, some=False):
    """All are refused, each with a page that says what is the matter. When a disk is full there may be room for some:
    SQLite writes over its log from the start after a checkpoint, which takes none."""
    wrong = []
    refused = 0
    for form in forms:
        status = form.send()
        refused += kind(form.browser, status)
        if not kind(form.browser, status) and not (some and status == 303):
            wrong.append(f"{form.path}: {status}")
    enough = refused > 0 if some else refused == len(forms)
    checks.that(len(forms) == len(STEPS) and enough and not wrong,
                f"{when}: of {len(forms)} kinds of forms {refused} are refused kindly {wrong[:3]}")


def send_again(forms, checks, when):
    wrong = [f"{form.path}: {status}" for form in forms for status in (form.send(),) if status != 303]
    checks.that(not wrong, f"{when}: the same {len(forms)} forms are saved {wrong[:3]}")


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


def nothing_half(house, walker, checks):
    wrong = walker.ledger.faults(*Rows(house).of_posts())
    checks.that(not wrong, f"{len(walker.ledger.saved)} posts that were saved are there, {len(walker.ledger.refused)} that "
                f"were refused are not, nothing is half there {wrong[:3]}")
    house.stop()
    fault = house.verify()
    checks.that(not fault, "verify finds nothing wrong" + (": " + fault if fault else ""))


def fill_and_empty(house, disk, cluster, checks):
    house.log = tempfile.mktemp(prefix="kintsugi-log-")
    house.start()
    walker = Holding(house)
    everybody_in(walker)
    forms = walker.held()
    disk.fill(LEFT[house.store])
    refused = write_until_full(walker)
    checks.that(len(refused) == 10, f"a full disk shows ({len(walker.ledger.saved)} posts saved, then refused)")
    checks.that(refused and all(ok for _, ok in refused),
                f"every refusal is a page that says what is the matter: {sorted(set(s for s, _ in refused))}")
    send_held(forms, checks, "full", some=True)
    checks.that(walker.signed_in("caseworker").get("/health") == 200 and house.process.poll() is None,
                "the program goes on running")
    disk.make_room()
    if cluster and not cluster.running():
        cluster.start()  # it gives itself up when it cannot write its log; somebody has to start it
    took = works_within(RECOVERS_S, lambda: goes_through(walker, STEPS[1]))
    checks.that(took is not None, f"writing works again {took or 0:.1f} s after there is room, without a new start")
    send_again(forms, checks, "room again")
    nothing_half(house, walker, checks)
    os.remove(house.log)


def gone_and_back(kintsugi, checks):
    cluster = Cluster()
    os.environ["KINTSUGI_TEST_PG"] = cluster.connection()
    house = House(kintsugi, "postgres")
    try:
        house.start()
        walker = Holding(house)
        everybody_in(walker)
        browser = walker.signed_in("caseworker")
        for again in range(1, 4):
            forms = walker.held()
            at = arrived(walker, new_text)
            cluster.stop()
            send_held(forms, checks, f"gone ({again})")
            try:
                shown = browser.get(at)
            except Refused as r:
                shown = r.status
            checks.that(shown == 503 and kind(browser, shown), f"gone ({again}): a page is answered kindly ({shown})")
            checks.that(browser.get("/health") == 200 and house.process.poll() is None,
                        f"gone ({again}): the program goes on running")
            cluster.start()
            took = works_within(RECOVERS_S, lambda: goes_through(walker, STEPS[1]))
            checks.that(took is not None, f"back ({again}): it works again after {took or 0:.1f} s")
            send_again(forms, checks, f"back ({again})")
        nothing_half(house, walker, checks)
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
