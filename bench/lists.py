#!/usr/bin/env python3
"""Makes lists long, and looks at every page of a house. See bench/README.md.

usage: lists.py KINTSUGI fill DIR [--rounds N]
       lists.py KINTSUGI look DIR [--most N]
KINTSUGI is the program, DIR a house that `kintsugi demo` made on SQLite. fill writes N rows of every kind about one person, and N
teams, groups and others turned away, through the pages themselves (tests/crash/walk.py); her id goes to DIR/long.txt. look
follows every link as every role, two pages of a kind, and tells weight and CPU of each kind, the heaviest first; it fails when a
page weighs more than 32 KB or answers 500.
"""
import argparse
import collections
import os
import re
import sys

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "tests", "crash"))
import walk  # noqa: E402
import walk_care  # noqa: E402
from house import House  # noqa: E402

WEIGHT_MOST = 32 * 1024
OFTEN = 5          # openings of a page that CPU is the median of
EACH = 2           # pages of one kind


class Made(House):
    """A house that is there already, and stays."""

    def __init__(self, kintsugi, data, port):
        self.kintsugi, self.store, self.data = kintsugi, "sqlite", data
        self.log = os.path.join(data, "lists.log")
        self.process, self.port = None, port
        with open(os.path.join(data, "sign-ins.tsv")) as f:
            self.sign_ins = {line.split("\t")[0]: line.rstrip("\n").split("\t")[2] for line in f}


def told_again(b, c, at):
    """Once told, a reason is asked for."""
    page = at + "/story"
    b.get(page)
    if "/again" not in b.body and not re.search(page + "/read", b.body):
        return walk_care.story(b, c, at)
    return b.fill(page + "/new", {"concepts-before": "1", "to": "us", "form": "spoken", "reason": "raised",
                                  **walk_care.texts(c, "story", "words", "spoken")})


joins = walk_care.walk_along


def walk_along_once(walker, b, at, role):
    if role + ".too" in walker.browsers:
        return walker.signed_in(role + ".too")
    return joins(walker, b, at, role)


walk_care.walk_along = walk_along_once
STEPS_OF_ONE = [walk.first_steps, walk.consents, walk.disclosures, walk.assess, walk.notes, walk.child, walk_care.safety, walk_care.around,
                told_again, walk_care.plan, walk_care.onward, walk_care.stays, walk_care.questionnaires, walk_care.answers]
STEPS_OF_SEVERAL = [walk.happenings, walk_care.law, walk_care.services, walk_care.unmet, walk.in_emergency]


def fill(house, rounds):
    walker = walk.Walker(house)
    worker = walker.signed_in("caseworker")
    at = walk.arrived(walker, walk.new_text)
    with open(os.path.join(house.data, "long.txt"), "w") as f:
        f.write(at.split("/")[2] + "\n")
    wrong = collections.Counter()
    for n in range(rounds):
        for step in STEPS_OF_ONE + STEPS_OF_SEVERAL:
            try:
                step(*((walker if step in STEPS_OF_SEVERAL else worker), walk.new_text, at))
            except (RuntimeError, AttributeError, IndexError) as e:  # a page leads no further
                wrong[f"{step.__name__}: {re.sub('[0-9a-f]{32}', ':id', str(e))}"] += 1
        walk.another_team(walker, walk.new_text, at)
        print(f"{n + 1} of {rounds} rounds", file=sys.stderr)
    with open(os.path.join(house.data, "sign-ins.tsv"), "a") as f:
        for name in house.sign_ins:
            if name.endswith(".too"):
                f.write(f"{name}\t{name}\t{house.sign_ins[name]}\n")
    for what, times in wrong.most_common():
        print(f"{times} times {what}")


def cpu_ms(pid):
    """Of all threads, to the nanosecond."""
    total = 0
    for task in os.listdir(f"/proc/{pid}/task"):
        try:
            with open(f"/proc/{pid}/task/{task}/schedstat") as f:
                total += int(f.read().split()[0])
        except OSError:
            pass
    return total / 1e6


def kind_of(address):
    return re.sub("[0-9a-f]{64}|[0-9a-f]{32}", ":id", re.sub(r"(from|after|before|older)=[^&]+", r"\1=N", address))


def links_of(body):
    found = re.findall(r'href="(/[^"#]*)', re.sub(r"<head>.*?</head>", "", body, flags=re.S))
    return [f.replace("&amp;", "&") for f in found if not re.search(r"/sign-out|/language|/copy$|^/sign-in", f)]


def opened(b, address):
    try:
        return b.get(address)
    except walk.Refused as refused:
        return refused.status


def look_as(walker, user, first, most):
    """Rows (CPU ms, bytes, user, kind, status) of every kind of page that links lead to, two of each."""
    b = walker.signed_in(user)
    pid = walker.house.process.pid
    seen, kinds, rows = set(), collections.Counter(), []
    waiting = collections.deque(first)
    while waiting and len(rows) < most:
        address = waiting.popleft()
        kind = kind_of(address)
        if address in seen or kinds[kind] >= EACH:
            continue
        seen.add(address)
        kinds[kind] += 1
        status, took = opened(b, address), []
        body = b.body
        for _ in range(OFTEN):
            before = cpu_ms(pid)
            opened(b, address)
            took.append(cpu_ms(pid) - before)
        rows.append((sorted(took)[OFTEN // 2], len(body.encode()), user, address, status))
        waiting.extend(links_of(body))
    return rows


def look(house, most):
    with open(os.path.join(house.data, "long.txt")) as f:
        person = f.read().strip()
    walker = walk.Walker(house)
    rows = []
    for user in sorted(u for u in house.sign_ins if "." not in u or u.endswith(".too")):
        rows += look_as(walker, user, ["/", f"/people/{person}", f"/people/{person}/timeline"], most)
        print(f"{user}: {len(rows)} pages", file=sys.stderr)
    print(f"{len(rows)} pages. The heaviest and the slowest of their kind:")
    for by in (1, 0):
        told = set()
        for row in sorted(rows, key=lambda r: -r[by]):
            if kind_of(row[3]) not in told and len(told) < 25:
                told.add(kind_of(row[3]))
                print(f"{row[1]:7d} bytes {row[0]:7.2f} ms  {row[4]} {row[2]:12s} {row[3]}")
        print()
    wrong = {(kind_of(r[3]), r[4]) for r in rows if r[1] > WEIGHT_MOST or r[4] >= 500}
    for kind, status in sorted(wrong):
        print(f"wrong: {kind} {status}")
    return wrong


def main():
    p = argparse.ArgumentParser(usage=__doc__)
    p.add_argument("kintsugi")
    p.add_argument("what", choices=["fill", "look"])
    p.add_argument("house")
    p.add_argument("--rounds", type=int, default=120)
    p.add_argument("--most", type=int, default=400)
    p.add_argument("--port", type=int, default=8771)
    a = p.parse_args()
    house = Made(a.kintsugi, a.house, a.port)
    house.start()
    try:
        wrong = fill(house, a.rounds) if a.what == "fill" else look(house, a.most)
    finally:
        house.stop()
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
