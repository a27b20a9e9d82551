"""Looking for texts where they must not be: in files, and in the memory of a running process. Used by canary.py."""
import base64
import mmap
import os
import stat

PIECE = 4 << 20
MOST = 64  # of a needle, in any of its spellings


def spellings(text):
    """The text in the ways that memory, files and logs may spell it: {name: bytes}."""
    plain = text.encode()
    ways = {
        "utf-8": plain,
        "upper case": plain.upper(),
        "backwards": plain[::-1],
        "utf-16-le": text.encode("utf-16-le"),
        "utf-16-be": text.encode("utf-16-be"),
        "utf-32-le": text.encode("utf-32-le"),
        "percent": "".join(f"%{b:02x}" for b in plain).encode(),
        "percent, upper case": "".join(f"%{b:02X}" for b in plain).encode(),
        "hex": plain.hex().encode(),
        "hex, upper case": plain.hex().upper().encode(),
    }
    for shift in range(3):
        # What stands before moves the groups of three; the first and the last letters depend on neighbours.
        ways[f"base64, {shift} off"] = base64.b64encode(b"\0" * shift + plain)[4 if shift else 0:-4]
    return ways


class Needles:
    """What is looked for: a marker that stands in every canary, and short texts that have no room for it."""

    def __init__(self, marker, short=()):
        self.ways = [(way, text) for way, text in spellings(marker).items() if len(text) >= 8]
        self.ways += [("short", text.encode()) for text in short]

    def each(self, data):
        """(way, place) of everything found."""
        for way, text in self.ways:
            at = data.find(text)
            while at >= 0:
                yield way, at
                at = data.find(text, at + 1)


class Find:
    def __init__(self, where, way, around):
        self.where = where
        self.way = way
        self.around = around

    def __str__(self):
        return f"{self.where} ({self.way}): {self.around!r}"


def around(data, at):
    return bytes(data[max(0, at - 32):at + 64])


def in_file(path, needles):
    """Finds in one file; one that vanished meanwhile holds nothing."""
    try:
        with open(path, "rb") as f:
            if os.fstat(f.fileno()).st_size == 0:
                return []
            with mmap.mmap(f.fileno(), 0, access=mmap.ACCESS_READ) as data:
                return [Find(path, way, around(data, at)) for way, at in needles.each(data)]
    except (FileNotFoundError, ValueError):
        return []


def in_folder(folder, needles):
    """Finds in every file below, and in their names. Also says how many bytes were looked at."""
    finds = []
    size = 0
    for base, _, names in os.walk(folder):
        for name in names:
            path = os.path.join(base, name)
            if not stat.S_ISREG(os.lstat(path).st_mode):
                continue
            size += os.lstat(path).st_size
            finds += in_file(path, needles)
            finds += [Find(path, "name: " + way, name.encode()) for way, _ in needles.each(name.encode())]
    return finds, size


def regions(pid):
    """Everything of a process that is readable and its own: (start, end, name)."""
    with open(f"/proc/{pid}/maps") as f:
        for line in f:
            fields = line.split(maxsplit=5)
            name = fields[5].strip() if len(fields) > 5 else "anonymous"
            if fields[1][0] == "r" and fields[1][3] == "p" and not name.startswith("[vv"):
                start, end = (int(x, 16) for x in fields[0].split("-"))
                yield start, end, name


def in_memory(pid, needles):
    """Finds in the memory of a running process; this is what a core image would hold, and more: also what it leaves
    out on request. Also says how many bytes were looked at that were not all zero."""
    finds = []
    size = 0
    with open(f"/proc/{pid}/mem", "rb", buffering=0) as memory:
        for start, end, name in regions(pid):
            tail = b""
            for at in range(start, end, PIECE):
                try:
                    memory.seek(at)
                    data = memory.read(min(PIECE, end - at))
                except (OSError, OverflowError, ValueError):
                    break
                if not data.strip(b"\0"):
                    tail = b""
                    continue
                size += len(data)
                both = tail + data
                finds += [Find(f"memory, {name} {at + place - len(tail):#x}", way, around(both, place))
                          for way, place in needles.each(both)]
                tail = data[-MOST:]
    seen = {}
    for find in finds:
        seen.setdefault((find.where, find.way), find)
    return list(seen.values()), size
