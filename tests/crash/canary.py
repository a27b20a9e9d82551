#!/usr/bin/env python3
"""canary.py KINTSUGI [N] [sqlite|postgres ...]: N strings that occur nowhere else are entered over all sealed fields,
through the pages of a running server. Then none of them may be found: not in the database files and logs of writing, not
in the server's log, not in the memory of the server (as root). First it is shown that the search finds what is there."""
import os
import random
import secrets
import socket
import string
import subprocess
import sys
import time
import urllib.parse

import search
from house import House
from walk import Roamer, Walker, another_team, arrive_many, one_person

AT_ONCE = 24
BROKEN_OFF = 8  # times: an end that the server misses is missed by chance
PATIENCE = 10
QUIET_S = 2  # after the last answer; the server's connections are closed by then
LETTERS = string.ascii_lowercase + string.digits


class Canaries:
    """Makes texts that all hold one marker, and remembers which was entered where."""

    def __init__(self):
        # No letters that occur in hexadecimal: the marker must not be part of an id.
        self.marker = "".join(random.choice("ghjkmnpqrstvwxyz") for _ in range(10))
        self.made = {}
        self.pins = []

    def __call__(self, what):
        text = self.marker + "".join(random.choice(LETTERS) for _ in range(8))
        self.made[text] = what
        return text

    def pin(self, what):
        text = str(random.randrange(10**7, 10**8))
        self.pins.append(text)
        self.made[text] = what
        return text

    def needles(self):
        return search.Needles(self.marker, self.pins)

    def name(self, find):
        """Where the text of a find was entered, when enough of it is left to tell."""
        around = find.around.lower()
        return next((what for text, what in self.made.items() if text.encode() in around), "unknown")


# --- what is not about one person ---

def around_the_house(walker, c):
    another_team(walker, c, None)
    manager = Roamer(walker).sign_in("manager")  # a new team ended the session before
    name = "u" + secrets.token_hex(4)
    passphrase = c("passphrase of a new colleague") + " hums"
    manager.fill("/team/staff/new", {"user_name": name, "passphrase": passphrase, "roles-evaluation": "1"})
    walker.house.sign_ins[name] = passphrase
    walker.signed_in(name).get("/me")
    manager.fill("/team/staff/new", {"user_name": "X", "passphrase": c("passphrase refused"), "roles-board": "1"},
                 expect=(422,))
    arrive_many(walker.signed_in("caseworker"), c)


def at_the_door(walker, c):
    b = Roamer(walker)
    b.fill("/sign-in", {"user_name": "caseworker", "passphrase": c("wrong passphrase"), "next": "/"}, expect=(422,))
    b.fill("/sign-in", {"user_name": c("wrong user name"), "passphrase": c("passphrase of nobody"), "next": "/"},
           expect=(422,))
    pin = c.pin("PIN")
    b.fill("/sign-in", {"user_name": "shelter", "passphrase": walker.house.sign_ins["shelter"], "pin": pin, "next": "/"})
    b.get("/reopen")
    b.post("/reopen", {"pin": c.pin("wrong PIN"), "next": "/"})
    b.post("/reopen", {"pin": pin, "next": "/"})
    b.get("/")
    b.post("/sign-out", {})


def met_a_closed_door(walker, person, c):
    """A form that is sent after the session ended comes back, with what was in it."""
    b = Roamer(walker)
    b.sign_in("caseworker")
    b.get(f"/people/{person}/notes/new")
    b.cookie = ""
    b.post(f"/people/{person}/notes/new", {"how": "phone", "words": c("note, signed out")})
    if b.get("/sign-in") == 200:
        b.post("/sign-in", {"user_name": "caseworker", "passphrase": walker.house.sign_ins["caseworker"], "next": "/",
                            "kept.words": c("kept words"), "kept.how": "phone"})


def photograph(c):
    """A JPEG with words where cameras write, in what draws it (a table that nobody looks at), and behind its end."""
    def segment(marker, data):
        return bytes((0xFF, marker)) + (len(data) + 2).to_bytes(2, "big") + data
    exif = b"Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0" + c("Exif").encode()
    frame = b"\x08\0\x08\0\x08\x01\x01\x11\0"
    return (b"\xFF\xD8" + segment(0xE1, exif) + segment(0xFE, c("comment").encode()) + segment(0xC0, frame)
            + segment(0xDB, c("table").encode()) + segment(0xDA, b"\x01\x01\0\0\x3F\0") + c("pixels").encode()
            + b"\xFF\xD9" + c("behind the end").encode())


def papers(walker, person, c):
    """Files that are taken, refused, cut off half-way, too long, and opened again."""
    b = walker.signed_in("caseworker")
    place = f"/people/{person}/files"

    def send(data, expect, **more):
        b.get(f"{place}/new")
        status = b.send(place, {"of": "care", "words": c("words of a paper"), **more}, "file", c("file name") + ".jpg", data)
        if status != expect:
            raise RuntimeError(f"{place}: {status}, not {expect}")

    send(photograph(c), 303)
    one = b.location.split("?")[0]
    b.get(one)
    if b.get(f"{one}/copy") != 200:
        raise RuntimeError("a picture cannot be opened again")
    send(b"%PDF-1.4\n" + c("PDF").encode() * 5000 + b"\n%%EOF\n", 303)
    send(photograph(c)[:-60], 422)
    send(c("no picture").encode() * 3000, 422)
    send(c("too long").encode() * 700000, 413)
    line = b.connect()
    line.putrequest("POST", place)
    for name, value in (("Cookie", b.cookie), ("Content-Type", "multipart/form-data; boundary=house"),
                        ("Content-Length", "2000000")):
        line.putheader(name, value)
    line.endheaders(b'--house\r\nContent-Disposition: form-data; name="file"; filename="x.pdf"\r\n\r\n%PDF-'
                    + c("half a file").encode() * 20000)
    line.close()


def where_it_does_not_belong(walker, c):
    """What somebody may type into an address, and requests that are refused: all of these pass the log."""
    b = walker.signed_in("caseworker")
    for address in (f"/{c('address')}", f"/people/{c('address of a person')}", f"/people?q={c('search')}&x={c('query')}",
                    f"/language?to={c('language')}&back=/{c('way back')}"):
        b.get(address)
    b.token = c("token")
    b.post("/day/note", {"how": "phone", "words": c("note with a wrong token")})
    for head in (f"GET /{c('path, no host')} HTTP/1.1\r\n\r\n",
                 f"GET / HTTP/1.1\r\nHost: {c('host')}\r\n\r\n",
                 f"{c('method').upper()} / HTTP/1.1\r\nHost: localhost\r\n\r\n",
                 f"GET / HTTP/1.1\r\nHost: localhost\r\nCookie: k={c('cookie')}\r\nX-{c('name')}: {c('header')}\r\n\r\n",
                 f"POST /sign-in HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\n"
                 f"Content-Length: 500\r\n\r\nuser_name={c('half a body')}"):
        with socket.create_connection(("127.0.0.1", walker.house.port), timeout=2) as s:
            s.sendall(head.encode())
            s.settimeout(0.3)
            try:
                s.recv(4096)
            except TimeoutError:
                pass


def many_at_once(walker, person, c):
    """Connections that stay open side by side, each with a form of its own. Half of them close after it, half go on."""
    page = f"/people/{person}/notes/new"
    lines = []
    for i in range(AT_ONCE):
        b = walker.signed_in("caseworker")
        b.get(page)
        line = b.connect()
        body = urllib.parse.urlencode({"how": "phone", "words": c(f"note, side by side {i}"), "token": b.token})
        line.request("POST", page, body, {"Cookie": b.cookie, "Sec-Fetch-Site": "same-origin",
                                          "Content-Type": "application/x-www-form-urlencoded"})
        lines.append(line)
    for line in lines:
        line.getresponse().read()
    for line in lines[::2]:
        line.request("GET", f"/people/{person}/timeline?q={c('query')}", headers={"Cookie": b.cookie})
    for line in lines[::2]:
        line.getresponse().read()
    for line in lines:
        line.close()


def broken_off(walker, person, c):
    """The last of a connection: a form and "close", a head without an end, a form without an end. All are open at once."""
    lines = []
    for i in range(AT_ONCE):
        b = walker.signed_in("caseworker")
        b.get(f"/people/{person}/notes/new")
        body = urllib.parse.urlencode({"how": "phone", "words": c(f"note, the last of all {i}"), "token": b.token})
        head = (f"POST /people/{person}/notes/new HTTP/1.1\r\nHost: localhost\r\nCookie: {b.cookie}\r\n"
                f"Sec-Fetch-Site: same-origin\r\nConnection: close\r\nX-{c('name')}: {c('header')}\r\n"
                f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(body)}\r\n\r\n")
        whole = (head + body).encode()
        line = socket.create_connection(("127.0.0.1", walker.house.port), timeout=5, source_address=(f"127.9.{i}.1", 0))
        line.sendall((whole, head.encode()[:-2], whole[:-1])[i % 3])
        lines.append(line)
    for i, line in enumerate(lines):
        if i % 3 == 0 and not line.recv(1 << 16).startswith(b"HTTP/1.1 303"):
            raise RuntimeError("a note was not saved")
    for line in lines:
        line.close()


def enter(house, n):
    c = Canaries()
    walker = Walker(house)
    at_the_door(walker, c)
    around_the_house(walker, c)
    where_it_does_not_belong(walker, c)
    while True:
        person = one_person(walker, c)
        if len(c.made) >= n:
            break
        if len(c.made) < n - 300:
            arrive_many(walker.signed_in("caseworker"), c)
    met_a_closed_door(walker, person, c)
    papers(walker, person, c)
    many_at_once(walker, person, c)
    for _ in range(BROKEN_OFF):
        broken_off(walker, person, c)
    return c, walker


# --- looking ---

def postgres_folder(house):
    """The server's data folder, with everything written down; None when this machine has no right to read it."""
    house.sql("CHECKPOINT")
    folder = house.sql("SHOW data_directory").strip()
    return folder if os.access(folder, os.R_OK) else None


def look(house, needles):
    """Every find, and how much was looked at: {place: bytes}."""
    finds, size = search.in_folder(house.dir, needles)
    sizes = {"files": size}
    if house.store == "postgres":
        folder = postgres_folder(house)
        if folder:
            more, sizes["PostgreSQL's files and log of writing"] = search.in_folder(folder, needles)
            finds += more
        for name in house.databases:
            dump = subprocess.run(["pg_dump", "-d", f"{os.environ['KINTSUGI_TEST_PG']} dbname={name}"], check=True,
                                  capture_output=True).stdout
            more, sizes["dump of " + name.rsplit("_", 1)[0]] = search.in_bytes(dump, "dump of " + name, needles)
            finds += more
    if os.geteuid() == 0:
        more, sizes["memory of the server"] = search.in_memory(house.process.pid, needles)
        finds += more
    return finds, sizes


def finds_what_is_there(house):
    """The search must find: a text in a file, in the server's log, in a table, and in the memory of the server."""
    c = Canaries()
    path = os.path.join(house.data, "left-behind")
    with open(path, "w", encoding="utf-16-le") as f:
        f.write("x" * 777 + c("file"))
    with open(house.log, "a") as f:
        f.write("at=0 event=" + "".join(f"%{b:02x}" for b in c("log").encode()) + "\n")
    if house.store == "postgres":
        database = house.databases[0]
        house.sql(f"CREATE TABLE left_behind AS SELECT '{c('table')}'::text AS words", database)
    half = socket.create_connection(("127.0.0.1", house.port))
    half.sendall(f"GET /sign-in HTTP/1.1\r\nHost: localhost\r\nX-Held: {c('memory')}\r\n".encode())
    wanted = {path, house.log}
    if os.geteuid() == 0:
        wanted.add("memory")
    missed = wanted
    for _ in range(PATIENCE):  # until a busy machine has read the half request
        time.sleep(0.3)
        missed = wanted - {find.where.split(" ")[0] for find in look(house, c.needles())[0]}
        if not missed:
            break
    half.close()
    if house.store == "postgres":
        found = {find.where.split(" ")[0] for find in look(house, c.needles())[0]}
        house.sql("DROP TABLE left_behind", database)
        if "dump" not in found or (postgres_folder(house) and not any("/base/" in where for where in found)):
            missed.add("PostgreSQL")
    os.remove(path)
    return missed


def pages_show(walker, c):
    """True when what was entered is there: otherwise nothing found would mean nothing."""
    b = walker.signed_in("caseworker")
    b.get("/people")
    return c.marker in b.body


def run(kintsugi, store, n):
    house = House(kintsugi, store)
    try:
        house.start()
        missed = finds_what_is_there(house)
        if missed:
            print(f"{store}: the search does not find what is there: {sorted(missed)}")
        began = time.time()
        c, walker = enter(house, n)
        entered = time.time() - began
        there = pages_show(walker, c)
        time.sleep(QUIET_S)
        finds, sizes = look(house, c.needles())
        finds = [f for f in finds if "left" not in f.where]
        for find in finds[:40]:
            print(f"  {c.name(find)}: {find}")
        looked = ", ".join(f"{place} {size >> 10} KiB" for place, size in sizes.items())
        print(f"{store}: {len(c.made)} canaries entered in {entered:.0f} s, {len(finds)} found in {looked}")
        if os.geteuid() != 0:
            print("  not root: the memory of the server was not looked at")
        return [not missed, there and not finds and len(c.made) >= n]
    finally:
        house.end()


def main():
    kintsugi = sys.argv[1]
    n = int(sys.argv[2]) if len(sys.argv) > 2 else 1000
    results = [ok for store in sys.argv[3:] or ["sqlite", "postgres"] for ok in run(kintsugi, store, n)]
    print(f"{sum(results)} passed, {len(results) - sum(results)} failed")
    return 0 if all(results) else 1


if __name__ == "__main__":
    sys.exit(main())
