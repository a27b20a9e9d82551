#!/usr/bin/env python3
"""join.py KINTSUGI [PEOPLE] [sqlite|postgres ...]: what a thief of the database could do to find out whose a score is. Every
way that is known is tried: ids, times, the order in which rows lie, the transactions that wrote them, days between rows, how long they are. Everybody has
another amount of what is counted: services, plans, stays, things that happened."""
import collections
import itertools
import re
import sys
import time

from house import House
from rows import Rows
from walk import ITEMS, Walker, first_steps

MEASURE = ("score", "measure_fold", "pseudonym", "measure_answer", "measure_inbox", "measure_mark")
DAY = 86400
ROUNDS = 10
BOX_SIZES = 12
EPOCH_2020 = 1577836800


# --- people whose scores the test itself can tell apart, and nobody else ---

def levels_of(number):
    """A set of answers that only this person has: the number in fours."""
    return [str(1 + number // 4**i % 4) for i in range(len(ITEMS))]


def enter(walker, number):
    """A person with one assessment. Returns her id."""
    b = walker.signed_in("caseworker")
    name = f"Numbered {number}"
    person = b.fill("/people/new", {"label": name, "checked": name}).split("/")[2].split("?")[0]
    at = f"/people/{person}"
    first_steps(b, lambda what: "words", at)
    form = {"wave": "intake", "setting": "home", "day": "", "at": "6", "go": "save"}
    form.update({f"i_{item}": level for item, level in zip(ITEMS, levels_of(number))})
    b.fill(at + "/assessments/new", form)
    b.fill(at + "/consents/new?purpose=statistics", {"purpose": "statistics", "answer": "given", "groups-totals": "1",
                                                     "how": "mark"})
    be_counted(b, at, number)
    score_alone(walker, at, number)
    return person


def be_counted(b, at, number):
    """Of each kind of what is counted some have much and some nothing, each kind by a rule of its own."""
    for n in range(number % 7):
        b.fill(at + "/services", {"type": ("talk", "health", "leisure")[n % 3], "minutes": str(20 + n)})
    for _ in range(number % 3):
        b.fill(at + "/check-ins/new", {"level": "2", "words": "words"})
    for page, every, form in (("/stays", 2, {"kind": "family", "place": "words"}),
                              ("/events/new", 3, {"kind": "threat", "words": "words"}),
                              ("/services/unmet", 4, {"asked": "housing", "why": "full"}),
                              ("/services/work", 5, {"what": "work", "place": "words"}),
                              ("/safety/needs/new", 2, {"kind": "medicine", "what": "words"}),
                              ("/plan/goals/new", 3, {"words": "words", "state": "chosen"})):
        if number // 2 % every == 0:
            b.fill(at + page, dict(form))
    for _ in range(number % 4):
        b.fill(at + "/questions/everyday?page=4", {"page": "4", "go": "save", "money/debt": "no",
                                                         "money/debt?": "raised"})


def score_alone(walker, at, number):
    """Every third is scored a second time, by whoever was drawn."""
    if number % 3:
        return
    for user in ("lead", "counsellor", "legal", "caseworker.two"):
        b = walker.signed_in(user)
        b.get(at + "/second")
        row = re.search(r"/second/([0-9a-f]{32})/score", b.body)
        if row:
            b.fill(f"{at}/second/{row[1]}/score", {"at": "6", "go": "save", **{f"i_{item}": "2" for item in ITEMS}})
            return
    raise RuntimeError("nobody was asked to score a second time")


def fold(walker):
    b = walker.signed_in("evaluation")
    if b.get("/reports/outcomes") != 200:
        raise RuntimeError("no report")


def populate(house, people):
    """Rounds of people, as the weeks of a house, each folded by itself. Returns their ids in order."""
    walker = Walker(house)
    fold(walker)
    order = []
    for n in [people // ROUNDS] * ROUNDS:
        order += [enter(walker, len(order) + i) for i in range(n)]
        fold(walker)
    return order


# --- what is compared ---

def ranks(values):
    """Ranks with ties sharing their mean."""
    place = sorted(range(len(values)), key=lambda i: values[i])
    out = [0.0] * len(values)
    for _, group in itertools.groupby(enumerate(place), key=lambda pair: values[pair[1]]):
        group = list(group)
        for _, i in group:
            out[i] = sum(rank for rank, _ in group) / len(group)
    return out


def spearman(xs, ys):
    xs, ys = ranks(xs), ranks(ys)
    mean = (len(xs) - 1) / 2
    over = sum((x - mean) * (y - mean) for x, y in zip(xs, ys))
    under = (sum((x - mean)**2 for x in xs) * sum((y - mean)**2 for y in ys))**0.5
    return over / under if under else 0.0


def related(what, xs, ys):
    """A sentence when two orders go together more than chance (four times its spread) would make them."""
    rho = spearman(xs, ys)
    limit = 4 / max(1, len(xs) - 1)**0.5
    return [f"{what} go together: Spearman's rho {rho:.2f} over {len(xs)} pairs"] if abs(rho) > limit else []


def pairs(thief, order):
    """(place of the person among the people that the test entered, her score's row as it lies), by what only the test
    knows: the answers. Numbers of fewer answers than people are left out."""
    found = []
    place = "ctid" if thief.postgres else "1"
    for position, (items, _) in enumerate(thief.rows(f"SELECT items, {place} FROM score")):
        digits = [c for c in items if c in "1234"]
        for number in range(len(order)):
            if digits == levels_of(number):
                found.append((number, position))
    return found


# --- the ways ---

def by_id(thief):
    """No random id of the measure tables stands anywhere else."""
    ids = set()
    for table, column in (("score", "pseudonym"), ("score", "id"), ("measure_fold", "pseudonym"), ("pseudonym", "id"),
                          ("measure_inbox", "id"), ("measure_answer", "id"), ("measure_mark", "pseudonym"), ("measure_mark", "mark")):
        ids |= {row[0] for row in thief.rows(f"SELECT {column} FROM {table}")}
    wrong = []
    for table in thief.tables():
        if table in MEASURE:
            continue
        text = "\n".join("|".join(row) for row in thief.rows(f"SELECT * FROM {table}"))
        wrong += [f"{table} holds an id of a measure table" for i in ids if i in text]
    return wrong or ([] if ids else ["there was nothing to compare"])


def by_time(thief):
    """Ids of measure tables tell no hour, as the others do."""
    now = (time.time() - EPOCH_2020) / 3600
    told = total = 0
    for table, column in (("score", "id"), ("score", "pseudonym"), ("measure_inbox", "id"), ("pseudonym", "id"),
                          ("measure_answer", "id")):
        for row in thief.rows(f"SELECT {column} FROM {table}"):
            told += int(row[0][:8], 16) <= now * 2
            total += 1
    return [f"{told} of {total} ids look like an hour"] if told > 2 + total / 1000 else []


def by_order(thief, order):
    """Scores do not lie in the order in which people came."""
    found = pairs(thief, order)
    if len(found) < len(order):
        return [f"only {len(found)} of {len(order)} scores were recognised by the test"]
    return related("the order of people and that of score rows", *zip(*found))


def by_size(thief, order):
    """How much was written about somebody does not show in the length of what is kept of her to be counted, nor do those
    lengths tell one from the others."""
    pseudonym_of = {levels: row for levels, row in answers(thief)}
    lengths = {row: int(n) for row, n in thief.rows("SELECT pseudonym, sum(length(body)) FROM measure_fold GROUP BY pseudonym")}
    written = written_of(thief)
    known = [(written.get(person, 0), lengths[pseudonym_of[tuple(levels_of(n))]]) for n, person in enumerate(order)]
    wrong = []
    for table in ("measure_fold", "measure_answer"):
        sizes = collections.Counter(int(r[0]) for r in thief.rows(f"SELECT length(body) FROM {table}"))
        alone = [size for size, n in sizes.items() if n == 1 and len(sizes) > 1]
        wrong += [f"{len(alone)} rows of {table} have a length of their own: {sorted(sizes.items())}"] if alone else []
    boxes = collections.Counter(r[0] for r in thief.rows("SELECT length(box) FROM measure_inbox"))
    wrong += [f"what waits to be folded has {len(boxes)} lengths: {boxes}"] if len(boxes) > BOX_SIZES else []
    return wrong + related("rows about people and lengths of folds", *zip(*known))


def answers(thief):
    for items, pseudonym in thief.rows("SELECT items, pseudonym FROM score"):
        yield tuple(c for c in items if c in "1234"), pseudonym


def written_of(thief):
    """How many rows there are about each person."""
    written = collections.Counter()
    for table in tables_about_people(thief):
        for person, n in thief.rows(f"SELECT person, count(*) FROM {table} GROUP BY person"):
            written[person] += int(n)
    return written


def tables_about_people(thief):
    return [t for t in thief.tables() if t not in MEASURE and not t.startswith("audit") and "person" in thief.columns(t)]


def by_transaction(thief, order):
    """PostgreSQL only: rows of both sides were not written by one transaction, nor one soon after the other."""
    if not thief.postgres:
        return []
    wrong = []
    persons = {row[0] for table in ["person", "audit", *tables_about_people(thief)]
               for row in thief.rows(f"SELECT DISTINCT xmin FROM {table}")}
    for table in MEASURE[:4]:
        shared = persons & {row[0] for row in thief.rows(f"SELECT DISTINCT xmin FROM {table}")}
        if shared:
            wrong.append(f"{table} shares {len(shared)} transactions with people's tables")
    times = [int(r[0]) for r in thief.rows("SELECT xmin::text::bigint FROM score")]
    found = pairs(thief, order)
    wrong += related("the order of people and that of score transactions", [n for n, _ in found],
                     [times[at] for _, at in found])
    return wrong


def by_table_order(thief):
    """The same pseudonyms do not lie in one and the same telling order: theirs is the order of random ids."""
    wrong = []
    for table, column in (("measure_fold", "pseudonym"), ("pseudonym", "id"), ("score", "pseudonym")):
        seen = [row[0] for row in thief.rows(f"SELECT {column} FROM {table}")]
        if not thief.postgres and seen != sorted(seen):
            wrong.append(f"{table} does not lie in the order of its random ids")
    return wrong


def singled_out(left, right, near):
    """How many of left fit exactly one of right, and that one no other of left."""
    fits = {k: [j for j, b in right.items() if near(a, b)] for k, a in left.items()}
    backs = collections.Counter(j for js in fits.values() for j in js)
    return sum(len(js) == 1 and backs[js[0]] == 1 for js in fits.values())


def by_days(thief):
    """Days since entry on the one side, hours at which assessments were written on the other."""
    begun = dict(thief.rows("SELECT id, hour FROM person"))
    people = collections.defaultdict(list)
    for person, hour, current in thief.rows("SELECT person, hour, current FROM assessment"):
        if current not in ("1", "t"):
            continue
        people[person].append((int(hour) - int(begun[person])) // DAY)
    scores = collections.defaultdict(list)
    for pseudonym, days in thief.rows("SELECT pseudonym, days FROM score"):
        if len(days) > 6:  # sealed
            return []
        scores[pseudonym].append(int(days))
    n = singled_out({k: sorted(v) for k, v in people.items()}, {k: sorted(v) for k, v in scores.items()},
                    lambda a, b: len(a) == len(b) and all(abs(x - y) <= 1 for x, y in zip(a, b)))
    return [f"{n} of {len(people)} people are singled out by the days of their assessments"] if n else []


def by_expiry(thief):
    """The last day of a consent stands on both sides."""
    if "until" not in thief.columns("pseudonym"):
        return []
    people = collections.defaultdict(set)
    for person, until in thief.rows("SELECT person, until FROM consent WHERE until IS NOT NULL"):
        people[person].add(until)
    pseudonyms = dict(thief.rows("SELECT id, until FROM pseudonym WHERE until IS NOT NULL"))
    n = singled_out(people, pseudonyms, lambda a, b: b in a)
    return [f"{n} of {len(people)} people are singled out by the last day of a consent"] if n else []


def run(kintsugi, store, people):
    house = House(kintsugi, store, people)
    house.set("scored_twice", 100)
    try:
        house.start()
        order = populate(house, people)
        house.stop()
        fault = house.verify()
        if fault:
            print(fault)
        thief = Rows(house)
        ways = [("ids", by_id(thief)), ("times in ids", by_time(thief)), ("order of rows", by_order(thief, order)),
                ("transactions", by_transaction(thief, order)), ("order of tables", by_table_order(thief)),
                ("days", by_days(thief)), ("lengths", by_size(thief, order)), ("last days of consents", by_expiry(thief))]
        for name, wrong in ways:
            print(f"{'FAIL' if wrong else 'ok  '}  {store}: no join by {name}" + "".join("\n      " + w for w in wrong[:5]))
        return [not fault] + [not wrong for _, wrong in ways]
    finally:
        house.end()


def main():
    kintsugi = sys.argv[1]
    people = int(sys.argv[2]) if len(sys.argv) > 2 else 60
    results = [ok for store in sys.argv[3:] or ["sqlite", "postgres"] for ok in run(kintsugi, store, people)]
    print(f"{sum(results)} passed, {len(results) - sum(results)} failed")
    return 0 if all(results) else 1


if __name__ == "__main__":
    sys.exit(main())
