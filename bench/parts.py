#!/usr/bin/env python3
"""Where the time of the person page goes: samples of perf, each given to the innermost part it is
in. usage: parts.py BUILD DIR [first|again] (as root; perf must be installed). See bench/README.md.
"""
import os, re, signal, subprocess, sys, tempfile, time

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import measure

# From the innermost frame outwards, the first rule that fits: function, library, part.
RULES = [
    (r"^lang_", "", "translation"),
    (r"^(vault_|unwrap|wrap_|key_|hash_|box_|open_person|seal_person)", "", "crypto"),
    ("", "libsodium", "crypto"),
    ("", "libsqlite3", "store"),
    (r"^(lite_|read_|store_|cell_put|params_copy|ask_|statement_)", "", "store"),
    (r"^(html_|bowl|shard|draw|escape|number|point|.*_page$|person_(header|seams|lately|words)|"
     r"parts_|layout_|page_top|page_end|day_words)", "", "render"),
    (r"^(arena_|exchange_begin)", "", "memory"),
    (r"^(fields_|answers_|json_|.*instance.*|xml)", "", "records"),
    ("", "libxml2|libjansson", "records"),
    (r"^(rubric_|form_|stamp_of|score_)", "", "forms"),
    (r"^(session_|token_|check_|relation_of|access_of|may$|limit_|note_opening|audit_)", "",
     "session, permission"),
    (r"^(person_view_read|timeline_|tell|ask$)", "", "page code"),
    (r"^(on_request|on_completed|go_on|gate_|head_|http_|deadline_|MHD_)", "", "http"),
    ("", "libmicrohttpd", "http"),
]


def part_of(frames):
    names = [f for f, _ in frames]
    if "work" in names:  # the writer's thread; the slow queue's sleeps
        return "audit and its commit"
    for function, library in frames:
        for name_rule, library_rule, part in RULES:
            if name_rule and re.match(name_rule, function):
                return part
            if library_rule and re.search(library_rule, library):
                return part
    return "other"


def samples(path):
    out = subprocess.run(["perf", "script", "-i", path, "-F", "ip,sym,dso"], text=True,
                         stdout=subprocess.PIPE, stderr=subprocess.DEVNULL).stdout
    for block in out.split("\n\n"):
        frames = re.findall(r"^\s*[0-9a-f]+ (\S.*?)(?:\+0x[0-9a-f]+)? \(([^)]*)\)", block, re.M)
        if frames:
            yield frames


def record(build, house, kind, path):
    cookie = measure.cookie_of(build, house, "caseworker")
    everybody, _ = measure.shuffled(house, "/people/%s")
    few, _ = measure.shuffled(house, "/people/%s", 200)
    server = measure.Server(build, house)
    measure.wrk(server, few.name, 0, cookie, 1)
    perf = subprocess.Popen(["perf", "record", "-q", "-o", path, "-F", "800", "--call-graph",
                             "dwarf,8192", "-p", str(server.process.pid)],
                            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    time.sleep(0.5)
    chosen = few if kind == "again" else everybody
    print("%s: pages/s %.0f, CPU us %.0f (with perf)" % (
        (kind,) + measure.wrk(server, chosen.name, 300, cookie, 3)[:2]))
    perf.send_signal(signal.SIGINT)
    perf.wait()
    server.end()


def main():
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    for kind in sys.argv[3:] or ["first", "again"]:
        with tempfile.TemporaryDirectory() as folder:
            record(sys.argv[1], sys.argv[2], kind, folder + "/perf.data")
            counts = {}
            for frames in samples(folder + "/perf.data"):
                part = part_of(frames)
                counts[part] = counts.get(part, 0) + 1
        total = sum(counts.values()) or 1
        for part, n in sorted(counts.items(), key=lambda x: -x[1]):
            print("  %5.1f %%  %s" % (100 * n / total, part))


if __name__ == "__main__":
    main()
