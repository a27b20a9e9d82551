#!/usr/bin/env python3
"""kill.py KINTSUGI [ROUNDS] [sqlite|postgres ...]: stops the server with kill -9 while posts of every form arrive, again and
again. Every post that was answered "saved" must be there, whole, and verify must find nothing wrong. Before the first kill every
step is gone through once, so that every form of the program is saved and every table that a form can write to is written to: a
new one is added to the steps in walk.py."""
import html
import http.client
import re
import sys
import threading
import time
import traceback

from forms import forms_of_program, posted
from house import House
from rows import NOT_BY_FORMS, Rows
from walk import PAGES, STEPS, SignedOut, Walker, arrived, everybody_in, new_text
from walk_house import ONCE_STEPS

POSTERS = 4
PATIENCE_S = 20
# Forms that save nothing: the door, texts on their way, and looks (most of which end so).
LOOK = "/look"
SAVE_NOTHING = {"/sign-in", "/sign-out", "/reopen", "/change-user", "/switch-to", "/draft", "/people/:person/story/read"}
# A table that leaves the house needs eleven people: tests/unit/learning_release_test.c; what a change is measured by needs fifty:
# tests/unit/sound_test.c.
# A key of a program is answered by the page that shows it, and signed by a second colleague: tests/unit/learning_api_test.c.
# A file is added to an answer on one page, whatever its form is about: walk_care.py does it for a service.
SEEN_ELSEWHERE = {"/people/:person/questions/:form/attach", "/people/:person/stays/:stay/questions/:form/attach",
                  "/people/:person/answers/:row/correct/attach", "/about/:subject/questions/:form/attach",
                  "/about/:subject/answers/:row/correct/attach", "/reports/sound", "/reports/tables/keys/new", "/reports/tables/keys/:row/sign", "/reports/tables/:row",
                  "/reports/releases/:row/sign", "/reports/releases/:row/take-back"}
GONE = (OSError, http.client.HTTPException)  # the server is: that is what the test is about


class Poster:
    """Goes through the steps again and again, each about somebody; who was in the middle of one begins the next with
    somebody new."""

    def __init__(self, house, number):
        self.walker = Walker(house, number)
        self.next = number * len(STEPS) // POSTERS
        self.at = None
        self.faults = []

    def post_until_killed(self):
        self.at = None
        try:
            while True:
                if self.at is None or self.next % len(STEPS) == 0:
                    self.at = arrived(self.walker, new_text)
                self.next += 1
                self.take(STEPS[self.next % len(STEPS)])
        except GONE:
            pass
        except Exception:  # told at the end of the round: a thread must not fail silently
            self.faults.append(traceback.format_exc(limit=-4))

    def take(self, step):
        try:
            step(self.walker, new_text, self.at)
        except SignedOut as e:  # another poster made a team: the manager's sessions end with it, and no other's
            if e.browser is not self.walker.browsers.get("manager"):
                raise

    def reads_all(self):
        """Whether every page of the last person opens, and with it every value on it."""
        b = self.walker.signed_in("caseworker")
        return [f"{self.at}{page}: {status}" for page in PAGES
                for status in (b.get(self.at + page),) if status != 200] if self.at else []


def notes_of(browser, at):
    """Every page of the timeline's notes."""
    text = ""
    page = f"{at}/timeline?kind=note"
    while page:
        if browser.get(page) != 200:
            raise RuntimeError("the timeline cannot be read")
        text += browser.body
        older = re.search(r'href="([^"]*)">Older<', browser.body)
        page = html.unescape(older.group(1)) if older else None
    return text


def write_notes(poster, saved):
    """Notes only, whose words are read again after the kill."""
    b = poster.walker.signed_in("caseworker")
    try:
        poster.at = arrived(poster.walker, new_text)
        while True:
            words = new_text("note")
            b.fill(poster.at + "/notes/new", {"how": "phone", "words": words})
            saved.append(words)
    except GONE:
        pass
    except Exception:
        poster.faults.append(traceback.format_exc(limit=-4))


def answered(posters):
    return sum(len(p.walker.ledger.saved) for p in posters)


def wait_for(posters, posts):
    """Until so many posts in all were answered saved; where that is in the work of the server, chance decides."""
    began = time.time()
    while answered(posters) < posts and time.time() - began < PATIENCE_S:
        time.sleep(0.01)


def round_of(house, posters, number):
    """One kill. Returns the notes that the first poster saved, who writes nothing else."""
    saved = []
    threads = [threading.Thread(target=write_notes, args=(posters[0], saved))]
    threads += [threading.Thread(target=p.post_until_killed) for p in posters[1:]]
    for t in threads:
        t.start()
    wait_for(posters, answered(posters) + 20 + number % 7 * 5)
    house.kill()
    for t in threads:
        t.join()
    return saved


def faults_after(rows, posters, saved):
    text = notes_of(posters[0].walker.signed_in("caseworker"), posters[0].at) if saved else ""
    wrong = [f"{words} is gone" for words in saved if words not in text]
    posted, made = rows.of_posts()
    for poster in posters:
        wrong += poster.faults + poster.walker.ledger.faults(posted, made) + poster.reads_all()
        poster.faults = []
    return wrong


def undisturbed(poster):
    """Every step once, without a kill, before anybody else signs in: whoever leaves ends the sessions of the team."""
    everybody_in(poster.walker)
    for step in (*STEPS, *ONCE_STEPS):
        try:
            step(poster.walker, new_text, arrived(poster.walker, new_text))
        except Exception:
            poster.faults.append(f"{step}: {traceback.format_exc(limit=-4)}")


def unposted(kinds):
    """Forms of the program that were never answered "saved"."""
    return sorted(p for p in forms_of_program() - SAVE_NOTHING - SEEN_ELSEWHERE
                  if not p.endswith(LOOK) and not posted(p, kinds))


def unwritten(before, after):
    return sorted(t for t in after if after[t] <= before[t] and t not in NOT_BY_FORMS)


def run(kintsugi, store, rounds):
    house = House(kintsugi, store)
    wrong = []
    try:
        house.start()
        rows = Rows(house)
        before = rows.sizes()
        first = Poster(house, POSTERS)
        undisturbed(first)
        missed = unposted(first.walker.ledger.kinds)
        posters = [Poster(house, i) for i in range(POSTERS)]
        for poster in posters:
            everybody_in(poster.walker)
        for number in range(rounds):
            saved = round_of(house, posters, number)
            house.start()
            found = faults_after(rows, [*posters, first], saved)
            for what in found[:3]:
                print(f"{store}, round {number}: {what}")
            wrong += found
        dry = unwritten(before, rows.sizes())
        house.stop()
        fault = house.verify()
        if fault:
            print(fault)
        if dry:
            print(f"{store}: no form of walk.py wrote to {', '.join(dry)}")
        if missed:
            print(f"{store}: walk.py never saves {', '.join(missed)}")
        kinds = {kind for p in (*posters, first) for kind in p.walker.ledger.kinds}
        print(f"{store}: {rounds} kills, {answered(posters)} posts of {len(kinds)} kinds answered saved, "
              f"{len(wrong)} faults, "
              f"verify {'finds faults' if fault else 'finds nothing wrong'}")
        return not wrong and not fault and not dry and not missed and answered(posters) > 10 * rounds
    finally:
        house.end()


def main():
    kintsugi = sys.argv[1]
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 200
    results = [run(kintsugi, store, rounds) for store in sys.argv[3:] or ["sqlite", "postgres"]]
    print(f"{sum(results)} passed, {len(results) - sum(results)} failed")
    return 0 if all(results) else 1


if __name__ == "__main__":
    sys.exit(main())
