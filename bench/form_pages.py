#!/usr/bin/env python3
"""Measures a form of 500 questions through the whole program. See bench/README.md.

usage: form_pages.py BUILD DIR
BUILD is the build folder, DIR a small house of bench/people.c; a copy of it is asked. The form is
bench/forms.c's. Every page is opened, filled in and posted over HTTP; the repeat gets fifty rounds;
the last post saves all of it in one transaction. Prints milliseconds.
"""
import html.parser, http.client, os, shutil, statistics, subprocess, sys, tempfile, time, urllib.parse

from measure import Server, cookie_of

ROUNDS = 50


class Fields(html.parser.HTMLParser):
    """What the form of a page would send: its fields with an answer to each question."""

    def __init__(self, text):
        super().__init__()
        self.fields = {}
        self.here = False
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        a = dict(attributes)
        if tag == "form":
            self.here = "/questions/" in (a.get("action") or "")
        name, kind = a.get("name"), a.get("type")
        if not self.here or not name or tag not in ("input", "select", "textarea"):
            return
        if kind == "radio":
            self.fields.setdefault(name, a["value"])
        elif tag == "select" or kind == "hidden" or name in ("day", "told", "paper"):
            self.fields.setdefault(name, a.get("value", ""))
        elif kind == "date":
            self.fields[name] = "2026-03-14"
        elif a.get("inputmode") == "decimal":
            self.fields[name] = "7"
        else:
            self.fields[name] = "some words that were said"


class Visit:
    def __init__(self, build, house):
        self.cookie = cookie_of(build, house, "caseworker")
        self.server = Server(build, house)
        self.http = http.client.HTTPConnection("127.0.0.1", self.server.port)

    def ask(self, method, path, form=None):
        """Status, text or where to go, milliseconds."""
        body = urllib.parse.urlencode(form) if form is not None else None
        head = {"Cookie": self.cookie, "Sec-Fetch-Site": "same-origin"}
        if body is not None:
            head["Content-Type"] = "application/x-www-form-urlencoded"
        began = time.monotonic()
        self.http.request(method, path, body, head)
        answer = self.http.getresponse()
        text = answer.read().decode()
        took = (time.monotonic() - began) * 1e3
        if answer.status not in (200, 303):
            sys.exit("%s %s answered %d: %s" % (method, path, answer.status, text[:2000]))
        return answer.status, answer.getheader("Location") or text, took


def prepared(build, house, work):
    """A copy of the house whose packs have the big form."""
    copy = os.path.join(work, "house")
    packs = os.path.join(work, "packs")
    shutil.copytree(house, copy)
    shutil.copytree(os.path.join(os.path.dirname(__file__), "..", "packs"), packs)
    os.mkdir(os.path.join(packs, "big"))
    subprocess.run([build + "/bench/bench_forms", "--write", os.path.join(packs, "big")], check=True)
    with open(os.path.join(copy, "config"), "a") as f:
        f.write("packs = %s\n" % packs)
    return copy


def walk(visit, path):
    """Fills in every page from the first; returns where the saved form is."""
    opened, posted, added = [], [], []
    where = path
    while True:
        _, text, took = visit.ask("GET", where)
        opened.append(took)
        form = Fields(text).fields
        if 'value="add:' in text and len(added) < ROUNDS:
            added_to = text.split('value="add:', 1)[1].split('"', 1)[0]
            form["go"] = "add:" + added_to
        else:
            form["go"] = "next" if 'value="next"' in text else "save"
        status, to, took = visit.ask("POST", path, form)
        if status != 303:
            sys.exit("page %s was not taken" % where)
        if form["go"] == "save":
            return opened, posted, added, took, to
        (added if form["go"].startswith("add:") else posted).append(took)
        where = to.split("#")[0]


def line(what, times):
    print("  %-38s %4d times: %6.1f ms, at most %.1f" % (
        what, len(times), statistics.median(times), max(times)))


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    build, house = sys.argv[1:]
    with tempfile.TemporaryDirectory() as work:
        copy = prepared(build, house, work)
        person = open(os.path.join(copy, "ids.txt")).readline().strip()
        visit = Visit(build, copy)
        path = "/people/%s/questions/big" % person
        _, _, first = visit.ask("GET", path)
        opened, posted, added, saved, to = walk(visit, path)
        _, text, read = visit.ask("GET", to)
        _, corrected, again = visit.ask("GET", to + "/correct")
        words = text.count("some words that were said")
        print("a form of 500 questions, answered on %d pages; %d of its texts read again" % (
            len(posted) + 1, words))
        print("  opened for the first time, read from its pack: %.1f ms" % first)
        line("a page opened", opened)
        line("a page posted, kept as a draft", posted)
        line("a round added", added)
        print("  saved in one transaction: %.1f ms" % saved)
        print("  read again: %.1f ms, %d bytes; opened to correct: %.1f ms" % (
            read, len(text), again))
        visit.server.end()


if __name__ == "__main__":
    main()
