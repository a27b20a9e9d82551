#!/usr/bin/env python3
"""The commands of docs/exchange.md, run as they stand there, against a house in which a table was made and a key for it.

    python3 tests/http/api.py PROGRAM

Ends with 1 when one of them fails, or what comes back is not what the page says."""
import json
import os
import re
import shutil
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, HERE + "/../crash")
from house import Browser, House  # noqa: E402

PEOPLE = 60


def commands():
    """The lines of the block in which curl stands."""
    with open(HERE + "/../../docs/exchange.md") as f:
        blocks = re.findall(r"```sh\n(.*?)```", f.read(), re.S)
    return [line for block in blocks for line in block.splitlines() if line.startswith("curl ")]


def run(line, **names):
    """What a command says."""
    done = subprocess.run(["bash", "-c", line], env={**os.environ, **names}, capture_output=True, text=True)
    if done.returncode != 0:
        raise RuntimeError(f"{line}: {done.returncode} {done.stderr}")
    return json.loads(done.stdout)


def key_made(house):
    """A table is declared and made, and a key for it."""
    b = Browser(house).sign_in("evaluation")
    b.get("/reports/tables/new")
    b.post("/reports/tables/new", {"title": "People by age", "figure": "people-age", "kind": "donors", "calendar": "90",
                                   "epsilon": "512"})
    at = b.location.split("?")[0]
    b.get(at)
    if b.post(at, {}) != 303:
        raise RuntimeError("the table was not made")
    b.get("/reports/tables/keys/new")
    b.post("/reports/tables/keys/new", {"name": "A partner", "days": "90", f"tables-{at.rsplit('/', 1)[1]}": "1"})
    key = re.search(r"<code>(kin_[0-9a-f]{64})</code>", b.body).group(1)
    b.get("/reports/tables/keys")
    if key in b.body:
        raise RuntimeError("the key is shown twice")
    return key


def columns_told():
    """The words in the first column of the page's table."""
    with open(HERE + "/../../docs/exchange.md") as f:
        table = f.read().split("| of a release |")[1].split("\n\n")[0]
    return {word for row in table.splitlines()[2:] for word in re.findall(r"`(\w+)`", row.split("|")[1])}


def main():
    if not shutil.which("curl"):
        print("not run: there is no curl here")
        return
    house = House(sys.argv[1], "sqlite", PEOPLE)
    try:
        house.start()
        names = {"HOUSE": f"http://127.0.0.1:{house.port}", "KEY": key_made(house), "ID": ""}
        listed, one, words = commands()
        releases = run(listed, **names)["releases"]
        names["ID"] = releases[0]["id"]
        release = run(one, **names)
        told = columns_told() - {"of_all", "did_not_agree", "people"}
        assert told <= release.keys(), told - release.keys()
        assert release["rows"][0]["people"]["told"] in ("rounded", "band", "under"), release["rows"][0]
        assert {d["code"] for d in release["definitions"]} <= {d["code"] for d in run(words, **names)["definitions"]}
        with open(house.log) as log:
            assert names["KEY"] not in log.read(), "the key is in the log"
        print(f"{len(commands())} commands of docs/exchange.md say what the page says")
    finally:
        house.end()


if __name__ == "__main__":
    main()
