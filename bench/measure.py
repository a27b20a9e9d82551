#!/usr/bin/env python3
"""Measures the server over real HTTP, as ratios in one run. See bench/README.md.

usage: measure.py BUILD person DIR [--user NAME] [--reps N] [--seconds S]
       measure.py BUILD search|memory|start|weights|posts DIR [...]
       measure.py BUILD peer DIR --pid PID --port PORT --path /issues/N --cookie COOKIE
BUILD is the build folder, DIR a house of bench/people.c. Prints medians and, in brackets, the
smallest and the largest of the repetitions.
"""
import argparse, gzip, http.client, os, random, re, statistics, subprocess, sys, tempfile, time

TICK = os.sysconf("SC_CLK_TCK")

WRK = """
local paths = {}
for line in io.lines("%s") do paths[#paths + 1] = line end
local at = %d
function request()
  at = at %% #paths + 1
  return wrk.format("GET", paths[at], { ["Cookie"] = "%s" })
end
"""


def spread(values, form="%.1f"):
    mid = form % statistics.median(values)
    return "%s (%s..%s)" % (mid, form % min(values), form % max(values))


def cpu_of(pid):
    with open("/proc/%d/stat" % pid) as f:
        fields = f.read().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / TICK


class Peer:
    """Somebody else's server that is already running: its first process and the children of it."""

    def __init__(self, pid, port):
        self.port = port
        self.pids = [pid] + [int(p) for p in subprocess.run(
            ["pgrep", "-P", str(pid)], text=True, stdout=subprocess.PIPE).stdout.split()]

    def cpu(self):
        return sum(cpu_of(p) for p in self.pids)


class Server:
    """bench_serve in one of its kinds; ends with the object."""

    def __init__(self, build, *args):
        self.began = time.monotonic()
        self.process = subprocess.Popen([build + "/bench/bench_serve", *args], text=True,
                                        stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                        stderr=subprocess.DEVNULL)
        self.says = {}
        while "port" not in self.says:
            line = self.process.stdout.readline()
            if not line:
                sys.exit("the server did not start: " + " ".join(args))
            key, value = line.split(None, 1)
            self.says[key] = value.strip()
        self.port = int(self.says["port"])

    def cpu(self):
        return cpu_of(self.process.pid)

    def get(self, path, cookie=""):
        c = http.client.HTTPConnection("127.0.0.1", self.port)
        c.request("GET", path, headers={"Cookie": cookie})
        answer = c.getresponse()
        body = answer.read()
        c.close()
        return answer.status, body

    def memory(self):
        """Resident, and what of it is the process's own, in MB."""
        with open("/proc/%d/smaps_rollup" % self.process.pid) as f:
            kb = dict(re.findall(r"(\w+):\s+(\d+) kB", f.read()))
        return int(kb["Rss"]) / 1024, (int(kb["Private_Dirty"]) + int(kb["Private_Clean"])) / 1024

    def end(self):
        self.process.stdin.close()
        self.process.wait()


def cookie_of(build, house, user):
    out = subprocess.run([build + "/bench/bench_serve", "--cookie", house, user], text=True,
                         stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=True).stdout
    return re.search(r"cookie (\S+)", out).group(1)


def wrk(server, paths, start, cookie, seconds, connections=8):
    """Requests a second, CPU microseconds of the server for each, milliseconds at p99."""
    with tempfile.NamedTemporaryFile("w", suffix=".lua") as f:
        f.write(WRK % (paths, start, cookie))
        f.flush()
        before = server.cpu()
        out = subprocess.run(["wrk", "-t1", "-c%d" % connections, "-d%gs" % seconds, "--latency",
                              "--timeout", "10s", "-s", f.name, "http://127.0.0.1:%d" % server.port],
                             text=True, stdout=subprocess.PIPE).stdout
        used = server.cpu() - before
    n = int(re.search(r"(\d+) requests in", out).group(1))
    bad = re.search(r"Non-2xx or 3xx responses: (\d+)", out)
    if bad or n == 0:
        print("wrk: %s of %d answers were no pages" % (bad.group(1) if bad else "all", n))
    late = re.search(r"99%\s+([\d.]+)(us|ms|s)", out)
    ms = float(late.group(1)) * {"us": 0.001, "ms": 1, "s": 1000}[late.group(2)]
    return n / seconds, used / n * 1e6, ms


def shuffled(house, form, most=None):
    ids = open(house + "/ids.txt").read().split()
    random.Random(7).shuffle(ids)
    f = tempfile.NamedTemporaryFile("w", suffix=".paths")
    f.write("".join(form % i + "\n" for i in ids[:most]))
    f.flush()
    return f, len(ids)


def person(a):
    """First openings (each is written to the audit before its page leaves), openings again, and
    libmicrohttpd alone with a reply of the same size."""
    everybody, n = shuffled(a.house, "/people/%s")
    few, _ = shuffled(a.house, "/people/%s", 200)
    cookie = cookie_of(a.build, a.house, a.user)
    rows = {"first": [], "again": [], "bare": []}
    ratios = {"first": [], "again": []}
    size = 0
    for rep in range(a.reps):
        server = Server(a.build, a.house)
        status, body = server.get(open(everybody.name).readline().strip(), cookie)
        size = len(body)
        if status != 200:
            sys.exit("the page answered %d" % status)
        wrk(server, few.name, 0, cookie, 1)
        start = 200 + rep * n // a.reps
        rows["first"].append(wrk(server, everybody.name, start, cookie, a.seconds))
        rows["again"].append(wrk(server, few.name, 0, cookie, a.seconds))
        server.end()
        bare = Server(a.build, "--bare", str(size))
        rows["bare"].append(wrk(bare, few.name, 0, cookie, a.seconds))
        bare.end()
        for kind in ratios:
            ratios[kind].append(rows[kind][-1][1] / rows["bare"][-1][1])
    print("person page, %d people, %d bytes of HTML, signed in as %s" % (n, size, a.user))
    for kind, row in rows.items():
        print("  %-6s CPU us %s  pages/s %s  p99 ms %s" % (
            kind, spread([r[1] for r in row]), spread([r[0] for r in row], "%.0f"),
            spread([r[2] for r in row])))
    for kind, row in ratios.items():
        print("  %-6s / bare: %s x" % (kind, spread(row)))


def peer(a):
    """The person page, opened again and for the first time, beside a page of another program."""
    everybody, _ = shuffled(a.house, "/people/%s")
    few, _ = shuffled(a.house, "/people/%s", 200)
    theirs = tempfile.NamedTemporaryFile("w", suffix=".paths")
    theirs.write("".join(a.path.replace("N", str(i)) + "\n" for i in random.Random(7).sample(
        range(1, 10001), 5000)))
    theirs.flush()
    cookie = cookie_of(a.build, a.house, a.user)
    other = Peer(a.pid, a.port)
    wrk(other, theirs.name, 0, a.cookie, 2)
    ratios = {"first": [], "again": []}
    took = []
    for rep in range(a.reps):
        server = Server(a.build, a.house)
        wrk(server, few.name, 0, cookie, 1)
        own = {"first": wrk(server, everybody.name, 200, cookie, a.seconds),
               "again": wrk(server, few.name, 0, cookie, a.seconds)}
        server.end()
        took.append(wrk(other, theirs.name, rep * 500, a.cookie, 2 * a.seconds))
        for kind in ratios:
            ratios[kind].append(took[-1][1] / own[kind][1])
    print("peer: CPU us %s  pages/s %s  p99 ms %s" % (
        spread([t[1] for t in took], "%.0f"), spread([t[0] for t in took]),
        spread([t[2] for t in took], "%.0f")))
    for kind, row in ratios.items():
        print("  peer / %s: %s x" % (kind, spread(row, "%.0f")))


def search(a):
    cookie = cookie_of(a.build, a.house, a.user)
    server = Server(a.build, a.house)
    for text in ["Marisa", "marisa kati", "m%C3%A1risa", "Marissa", "zhe", "Mouanya+Belinda", ""]:
        took = []
        for _ in range(a.reps * 5):
            began = time.monotonic()
            status, body = server.get("/people?q=" + text.replace(" ", "+"), cookie)
            took.append((time.monotonic() - began) * 1e3)
            if status != 200:
                sys.exit("search answered %d" % status)
        print("search %-18s ms %s  %d hits on the page, %d bytes" % (
            text or "(everybody)", spread(took), body.count(b'href="/people/'), len(body)))
    used = server.cpu()
    n = a.reps * 10
    for _ in range(n):
        server.get("/people?q=marisa", cookie)
    print("search CPU ms each: %.1f" % ((server.cpu() - used) / n * 1e3))
    server.end()


def memory(a):
    everybody, n = shuffled(a.house, "/people/%s")
    cookie = cookie_of(a.build, a.house, a.user)
    server = Server(a.build, a.house)
    print("memory, %d people, four page threads: resident (own) MB" % n)
    print("  started          %.1f (%.1f)" % server.memory())
    wrk(server, everybody.name, 0, cookie, a.seconds)
    print("  after pages, c8  %.1f (%.1f)" % server.memory())
    wrk(server, everybody.name, n // 2, cookie, a.seconds, 64)
    print("  after pages, c64 %.1f (%.1f)" % server.memory())
    server.get("/people?q=marisa", cookie)
    print("  after a search   %.1f (%.1f)" % server.memory())
    server.end()


def start(a):
    first, opened, listening = [], [], []
    for _ in range(a.reps * 3):
        server = Server(a.build, a.house)
        status, _ = server.get("/")
        first.append((time.monotonic() - server.began) * 1e3)
        opened.append(float(server.says["opened"]))
        listening.append(float(server.says["listening"]))
        server.end()
    print("start: database open %s ms, listening %s ms, process to first answer %s ms" % (
        spread(opened), spread(listening), spread(first)))
    print("  from the open database to the first answer: %s ms" % spread(
        [f - o for f, o in zip(first, opened)]))


def weights(a):
    cookie = cookie_of(a.build, a.house, a.user)
    server = Server(a.build, a.house)
    one = open(a.house + "/ids.txt").readline().strip()
    _, body = server.get("/people/" + one, cookie)
    for kind, ending in (("css", "css"), ("js", "js")):
        path = re.search(rb'"(/[^"]*\.%s)"' % ending.encode(), body).group(1).decode()
        _, text = server.get(path)
        print("  %-32s %6d bytes, gzip %d" % (path, len(text), len(gzip.compress(text, 9))))
    for path in ["/", "/people", "/people/" + one, "/people/%s/timeline" % one,
                 "/people/%s/assessments" % one, "/people/%s/assessments/new" % one,
                 "/people/%s/consents" % one, "/people/%s/opened" % one]:
        status, body = server.get(path, cookie)
        print("  %-32s %6d bytes%s" % (path.replace(one, "ID"), len(body),
                                       "" if status == 200 else " (status %d)" % status))
    server.end()


def posts(a):
    cookie = cookie_of(a.build, a.house, a.user)
    server = Server(a.build, a.house)
    for rep in range(a.reps):
        for posters in (1, 8, 32):
            before = server.cpu()
            out = subprocess.run([a.build + "/bench/bench_posts", str(server.port), cookie,
                                  a.house + "/ids.txt", str(posters), str(a.seconds)], text=True,
                                 stdout=subprocess.PIPE).stdout.strip()
            done = int(re.search(r"of (\d+)", out).group(1)) if " of " in out else 1
            print("%s  CPU us %.0f" % (out, (server.cpu() - before) / done * 1e6))
    server.end()


def main():
    p = argparse.ArgumentParser(usage=__doc__)
    p.add_argument("build")
    p.add_argument("what", choices=["person", "search", "memory", "start", "weights", "posts",
                                    "peer"])
    p.add_argument("house")
    p.add_argument("--user", default="caseworker")
    p.add_argument("--reps", type=int, default=5)
    p.add_argument("--seconds", type=float, default=3)
    p.add_argument("--pid", type=int)
    p.add_argument("--port", type=int)
    p.add_argument("--path", default="/issues/N")
    p.add_argument("--cookie", default="")
    a = p.parse_args()
    before = os.getloadavg()[0]
    globals()[a.what](a)
    print("  load average before %.1f, after %.1f" % (before, os.getloadavg()[0]))


if __name__ == "__main__":
    main()
