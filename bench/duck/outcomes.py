#!/usr/bin/env python3
"""The domains of a million people with five assessments each: one pass of measure/outcomes beside the same report in SQL
on SQLite, PostgreSQL and DuckDB. All must count the same.

    npm install --prefix bench/duck
    python3 bench/duck/outcomes.py BENCH_OUTCOMES FOLDER "host=DIR user=NAME" [EPISODES]

The folder gets the databases. Times are of the query alone, the best of three; memory is the peak of the process that
answers (of PostgreSQL: of the one that holds the connection, with the shared pages it touched)."""
import csv
import os
import re
import sqlite3
import subprocess
import sys
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))
TABLES = {
    "episode": "id INTEGER PRIMARY KEY, entry INTEGER, year INTEGER, age INTEGER, closed INTEGER",
    "score": "episode INTEGER, day INTEGER, planned INTEGER, stable INTEGER, scored INTEGER, " +
             ", ".join(f"d{d} INTEGER" for d in range(6)) + ", PRIMARY KEY (episode, day)",
}
TIMES = 2


def ran(argv, text=None):
    """What it said, its seconds and its peak memory in MB."""
    with tempfile.TemporaryFile("w+") as out, tempfile.TemporaryFile("w+") as given:
        given.write(text or "")
        given.seek(0)
        began = time.monotonic()
        child = subprocess.Popen(argv, stdin=given, stdout=out)
        _, status, use = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
        if child.returncode:
            sys.exit(f"{argv[0]} ended with {child.returncode}")
        took = time.monotonic() - began
        out.seek(0)
        return out.read(), took, use.ru_maxrss / 1000


def answer(text):
    """Lines of numbers, whatever stands around them."""
    return [line.replace(" ", "") for line in text.splitlines() if re.fullmatch(r"[\d, ]+", line) and line.count(",") > 20]


def seconds(text, pattern):
    return min(float(t) for t in re.findall(pattern, text))


def sqlite(folder, query):
    path = os.path.join(folder, "people.sqlite")
    if os.path.exists(path):
        os.remove(path)
    db = sqlite3.connect(path)
    for table, columns in TABLES.items():
        db.execute(f"CREATE TABLE {table} ({columns})" + (" WITHOUT ROWID" if table == "score" else ""))
        with open(os.path.join(folder, f"{table}.csv"), newline="") as f:
            marks = ",".join("?" * (columns.count("INTEGER")))
            db.executemany(f"INSERT INTO {table} VALUES ({marks})", ([c or None for c in row] for row in csv.reader(f)))
    db.commit()
    db.execute("ANALYZE")
    db.close()
    said, _, memory = ran(["sqlite3", "-csv", path], "PRAGMA cache_size = -1000000;\n.timer on\n" + query * TIMES)
    return answer(said), seconds(said, r"Run Time: real ([\d.]+)"), memory


def postgres(folder, query, where):
    sql = "DROP TABLE IF EXISTS episode, score;\n"
    for table, columns in TABLES.items():
        sql += f"CREATE TABLE {table} ({columns});\n\\copy {table} FROM '{folder}/{table}.csv' CSV\n"
    ran(["psql", "-Xqv", "ON_ERROR_STOP=1", f"{where} dbname=postgres"], sql + "VACUUM ANALYZE;\n")
    sql = "SET work_mem = '1GB';\n\\timing on\n" + query * TIMES + "\\timing off\n" \
          "SELECT pg_backend_pid() AS pid \\gset\n\\setenv PID :pid\n\\! grep VmHWM /proc/$PID/status\n"
    said, _, _ = ran(["psql", "-XqAtF,", "-v", "ON_ERROR_STOP=1", f"{where} dbname=postgres"], sql)
    memory = int(re.search(r"VmHWM:\s+(\d+)", said).group(1)) / 1000
    return answer(said), seconds(said, r"Time: ([\d.]+) ms") / 1000, memory


def duckdb(folder, query):
    said, _, memory = ran(["node", os.path.join(HERE, "outcomes.mjs"), folder, str(TIMES)])
    return answer(said), seconds(said, r"took ([\d.]+)"), memory


def main():
    bench, folder, where = sys.argv[1:4]
    episodes = sys.argv[4] if len(sys.argv) > 4 else "1000000"
    os.makedirs(folder, exist_ok=True)
    said, _, _ = ran([bench, episodes, folder])
    print(said.strip())
    with open(os.path.join(HERE, "outcomes.sql")) as f:
        query = f.read()
    with open(os.path.join(folder, "counted.csv")) as f:
        counted = f.read().splitlines()
    own = float(re.search(r"([\d.]+) s a pass", said).group(1))
    for name, find in (("SQLite", lambda: sqlite(folder, query)), ("PostgreSQL", lambda: postgres(folder, query, where)),
                       ("DuckDB", lambda: duckdb(folder, query))):
        lines, took, memory = find()
        same = lines == counted * TIMES
        print(f"{name}: {took:.2f} s, {took / own:.0f} times as long, {memory:.0f} MB, "
              f"{'counts the same' if same else 'COUNTS OTHERWISE'}", flush=True)
        if not same:
            sys.exit(1)


if __name__ == "__main__":
    main()
