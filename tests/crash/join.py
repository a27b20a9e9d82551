#!/usr/bin/env python3
"""join.py KINTSUGI [PEOPLE] [sqlite|postgres ...]: what a thief of the database could do to find out whose a score is. Every
way that is known is tried: ids, times, the order in which rows lie, the transactions that wrote them, days between rows."""
import collections
import itertools
import os
import sqlite3
import subprocess
import sys
import time

from house import House
from walk import ITEMS, Walker, first_steps

MEASURE = ("score", "measure_fold", "pseudonym", "measure_inbox")
DAY = 86400
ROUNDS = 10
EPOCH_2020 = 1577836800


class Thief:
    """Reads a database as it lies there, without any key."""

    def __init__(self, house):
        self.house = house
        self.postgres = house.store == "postgres"

    def rows(self, sql):
        """Rows with bytes as hexadecimal text."""
        if self.postgres:
            lines = self.house.sql("SET bytea_output = 'hex'; " + sql, self.house.databases[0]).splitlines()
            return [[field[2:] if field.startswith("\\x") else field for field in line.split("|")] for line in lines]
        with sqlite3.connect(f"file:{self.house.data}/records.db?mode=ro", uri=True) as db:
            return [[f.hex() if isinstance(f, bytes) else "" if f is None else str(f) for f in row]
                    for row in db.execute(sql)]

    def tables(self):
        if self.postgres:
            return [r[0] for r in self.rows("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")]
        return [r[0] for r in self.rows("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%'")]

    def numbers(self, sql):
        return [[int(f) for f in row] for row in self.rows(sql)]


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
    return person


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
                          ("measure_inbox", "id")):
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
    for table, column in (("score", "id"), ("score", "pseudonym"), ("measure_inbox", "id"), ("pseudonym", "id")):
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


def by_transaction(thief, order):
    """PostgreSQL only: rows of both sides were not written by one transaction, nor one soon after the other."""
    if not thief.postgres:
        return []
    wrong = []
    persons = {row[0] for table in ("person", "assessment", "consent", "episode", "audit")
               for row in thief.rows(f"SELECT DISTINCT xmin FROM {table}")}
    for table in MEASURE[:3]:
        shared = persons & {row[0] for row in thief.rows(f"SELECT DISTINCT xmin FROM {table}")}
        if shared:
            wrong.append(f"{table} shares {len(shared)} transactions with people's tables")
    times = [n[0] for n in thief.numbers("SELECT xmin::text::bigint FROM score")]
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
    columns = [row[0] for row in described(thief, "pseudonym")]
    if "until" not in columns:
        return []
    people = collections.defaultdict(set)
    for person, until in thief.rows("SELECT person, until FROM consent WHERE until IS NOT NULL"):
        people[person].add(until)
    pseudonyms = dict(thief.rows("SELECT id, until FROM pseudonym WHERE until IS NOT NULL"))
    n = singled_out(people, pseudonyms, lambda a, b: b in a)
    return [f"{n} of {len(people)} people are singled out by the last day of a consent"] if n else []


def described(thief, table):
    if thief.postgres:
        return thief.rows(f"SELECT column_name FROM information_schema.columns WHERE table_name = '{table}'")
    return thief.rows(f"SELECT name FROM pragma_table_info('{table}')")


def run(kintsugi, store, people):
    house = House(kintsugi, store, people)
    try:
        house.start()
        order = populate(house, people)
        house.stop()
        thief = Thief(house)
        ways = [("ids", by_id(thief)), ("times in ids", by_time(thief)), ("order of rows", by_order(thief, order)),
                ("transactions", by_transaction(thief, order)), ("order of tables", by_table_order(thief)),
                ("days", by_days(thief)), ("last days of consents", by_expiry(thief))]
        for name, wrong in ways:
            print(f"{'FAIL' if wrong else 'ok  '}  {store}: no join by {name}" + "".join("\n      " + w for w in wrong[:5]))
        return [not wrong for _, wrong in ways]
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
