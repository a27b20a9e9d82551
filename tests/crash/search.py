"""Looking for texts where they must not be: in files, and in the memory of a running process. Used by canary.py."""
import base64
import os
import stat

PIECE = 4 << 20
AROUND = 64


def spellings(text):
    """The text in the ways that memory, files and logs may spell it, without their zero bytes: {name: bytes}. So the first
    stands for UTF-8, UTF-16 and UTF-32."""
    plain = text.encode()
    ways = {
        "plain": plain,
        "upper case": plain.upper(),
        "backwards": plain[::-1],
        "percent": "".join(f"%{b:02x}" for b in plain).encode(),
        "percent, upper case": "".join(f"%{b:02X}" for b in plain).encode(),
        "hexadecimal": plain.hex().encode(),
        "hexadecimal, upper case": plain.hex().upper().encode(),
    }
    for shift in range(3):
        # What stands before moves the groups of three; the first and the last letters depend on neighbours.
        ways[f"base64, {shift} off"] = base64.b64encode(b"\0" * shift + plain)[4 if shift else 0:-4]
    return ways


class Find:
    def __init__(self, where, way, around):
        self.where = where
        self.way = way
        self.around = around

    def __str__(self):
        return f"{self.where} ({self.way}): {self.around!r}"


class Needles:
    """What is looked for: a marker that stands in every canary, and short texts that have no room for it."""

    def __init__(self, marker, short=()):
        self.ways = list(spellings(marker).items()) + [("plain", text.encode()) for text in short]

    def look(self, read, where):
        """Finds in what read() returns piece by piece until it is empty, and how many bytes of it were not zero. Of many
        finds of one kind in one place, the first."""
        finds = {}
        size = 0
        tail = b""
        while piece := read():
            data = tail + piece.translate(None, b"\0")
            size += len(data) - len(tail)
            for way, text in self.ways:
                at = data.find(text)
                if at >= 0:
                    finds.setdefault(way, Find(where, way, data[max(0, at - AROUND):at + AROUND]))
            tail = data[-AROUND:]
        return list(finds.values()), size


def in_file(path, needles):
    """Finds in one file, and how much was looked at; one that vanished meanwhile holds nothing."""
    try:
        with open(path, "rb") as f:
            return needles.look(lambda: f.read(PIECE), path)
    except FileNotFoundError:
        return [], 0


def in_folder(folder, needles):
    """Finds in every file below and in their names, and how much was looked at."""
    finds = []
    size = 0
    for base, _, names in os.walk(folder):
        for name in names:
            path = os.path.join(base, name)
            if not os.path.lexists(path) or not stat.S_ISREG(os.lstat(path).st_mode):
                continue
            for more, looked in (in_file(path, needles), in_bytes(name.encode(), "name of " + path, needles)):
                finds += more
                size += looked
    return finds, size


def in_bytes(data, where, needles):
    rest = [data, b""]
    return needles.look(lambda: rest.pop(0), where)


def regions(pid):
    """Everything of a process that is readable and its own: (start, end, name)."""
    with open(f"/proc/{pid}/maps") as f:
        for line in f:
            fields = line.split(maxsplit=5)
            name = fields[5].strip() if len(fields) > 5 else "anonymous"
            if fields[1][0] == "r" and fields[1][3] == "p" and not name.startswith("[v"):
                start, end = (int(x, 16) for x in fields[0].split("-"))
                yield start, end, name


def in_memory(pid, needles):
    """Finds in the memory of a running process, and how much was looked at. This is what a core image would hold, and more:
    also what it leaves out on request."""
    finds = []
    size = 0
    with open(f"/proc/{pid}/mem", "rb", buffering=0) as memory:
        for start, end, name in regions(pid):
            memory.seek(start)
            left = [end - start]

            def read():
                try:
                    data = memory.read(min(PIECE, left[0]))
                except OSError:  # given back meanwhile
                    return b""
                left[0] -= len(data)
                return data

            more, looked = needles.look(read, f"memory {start:#x}-{end:#x} {name}")
            finds += more
            size += looked
    return finds, size
