#!/usr/bin/env python3
"""A list comes in, and the program is killed in the middle: afterwards nobody of it is there, or everybody.

    python3 tests/crash/sheet.py PROGRAM [TIMES] [ROWS]

On SQLite, in a house of its own. Says at the end how often it was nobody and how often everybody; ends with 1 when it was
ever something else, or verify finds a fault."""
import os
import random
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))
program = sys.argv[1]
times = int(sys.argv[2]) if len(sys.argv) > 2 else 8
rows = int(sys.argv[3]) if len(sys.argv) > 3 else 1500


def people(data):
    with sqlite3.connect(f"{data}/records.db") as db:
        return db.execute("SELECT (SELECT count(*) FROM person), (SELECT count(*) FROM brought), "
                          "(SELECT count(*) FROM directory), (SELECT count(*) FROM measure_inbox)").fetchone()


def command(data, folder):
    return [program, "import", "people", f"{folder}/people.csv", "--leave-out", "--days", "day", "--data", data, "--as", "lead",
            "--passphrase-file", f"{folder}/passphrase"]


def main():
    dice = random.Random(5)
    seen = {"nobody": 0, "everybody": 0}
    with tempfile.TemporaryDirectory() as folder:
        data = f"{folder}/house"
        subprocess.run([program, "demo", "--data", data, "--people", "3", "--no-serve"], check=True, stdout=subprocess.DEVNULL)
        subprocess.run([sys.executable, f"{HERE}/../files/sheets.py", folder, "--rows", str(rows)], check=True,
                       stdout=subprocess.DEVNULL)
        with open(f"{data}/sign-ins.tsv") as f:
            words = next(line.split("\t")[2] for line in f if line.startswith("lead\t"))
        with open(f"{folder}/passphrase", "w") as f:
            f.write(words.strip() + "\n")
        before = people(data)
        first = f"{folder}/first"
        shutil.copytree(data, first)
        begun = time.monotonic()
        subprocess.run(command(first, folder), check=True, stdout=subprocess.DEVNULL)
        whole = time.monotonic() - begun
        wanted = people(first)
        for _ in range(times):
            data = f"{folder}/killed"
            shutil.rmtree(data, ignore_errors=True)
            shutil.copytree(f"{folder}/house", data)
            one = subprocess.Popen(command(data, folder), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            # The commit comes last: most of the kills are meant for it.
            time.sleep(whole * dice.choice([dice.uniform(0.1, 0.9), dice.uniform(0.6, 1.1)]))
            one.kill()
            one.wait()
            after = people(data)
            if after == before:
                seen["nobody"] += 1
            elif after == wanted:
                seen["everybody"] += 1
            else:
                sys.exit(f"half of a list is there: {before} {after} {wanted}")
            subprocess.run([program, "verify", "--data", data], check=True, stdout=subprocess.DEVNULL)
    print(f"killed {times} times in about {whole:.1f} s: nobody {seen['nobody']}, everybody {seen['everybody']}")


if __name__ == "__main__":
    main()
