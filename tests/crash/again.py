#!/usr/bin/env python3
"""again.py KINTSUGI [sqlite|postgres ...]: what may happen to good input, tried with every form of the walk: it is sent
twice; the session ended before it was sent; somebody else saved meanwhile. It is saved once, nothing that was typed is
lost, and the second of two who save is shown what the first wrote."""
import html
import re
import sys

from house import House
from rows import Rows
from walk import STEPS, Roamer, Walker, arrived, everybody_in, new_text

# What is noted of every page, of every kind of request.
OF_ANY_REQUEST = {"audit", "audit_detail", "audit_head", "audit_key", "audit_checkpoint", "session", "session_key"}
# Each of these signs in once more, which takes a moment on purpose: so often the text is carried through the door.
THROUGH_THE_DOOR = 5
KIND = re.compile("[0-9a-f]{32}")
TYPED = re.compile(r"[a-z]{14}\.")
SECRET = ("/sign-in", "/reopen", "/team/staff/new")
ENDS_SESSION = ("/team/teams/new",)
# One says which row is meant in the address, but adds to it; to share twice is to share twice.
ADDS = re.compile(r"/(share|seen|print|offer|step|read)$|/(stays|services)/[0-9a-f]{32}/questions/[^/]*$|"
                  r"/(day/note|team/.*|settings/words|services/group|readers|hand-over.*|companions)$")


def typed(form):
    return [v for v in form.values() if TYPED.fullmatch(v)]


class Doubtful(Walker):
    """Its browsers send every form as it should not be."""

    def __init__(self, house):
        super().__init__(house)
        self.rows = Rows(house)
        self.wrong = []
        self.counts = {"sent twice": 0, "after the session": 0, "through the door": 0, "saved meanwhile": 0}
        self.second = {}
        self.kinds = set()

    def signed_in(self, user):
        if user not in self.browsers:
            self.browsers[user] = Doubter(self, user).sign_in(user)
            self.second[user] = Roamer(self).sign_in(user)
        return self.browsers[user]

    def holds(self, what, ok, sentence):
        self.counts[what] += 1
        if not ok:
            self.wrong.append(f"{what}: {sentence}")

    def written(self):
        return {t: n for t, n in self.rows.sizes().items() if t not in OF_ANY_REQUEST}


class Doubter(Roamer):
    def __init__(self, walker, user):
        super().__init__(walker)
        self.user = user

    def ask(self, method, path, form=None, file=None):
        if not form or file or path in SECRET or path.startswith("/draft"):
            return super().ask(method, path, form, file)
        self.without_session(path, form)
        token = self.token
        status = super().ask(method, path, form)
        if status == 303 and path not in ENDS_SESSION:
            self.sent_twice(path, form, token)
        return status

    def sent_twice(self, path, form, token):
        location, body, next_token = self.location, self.body, self.token
        before = self.walker.written()
        self.token = token
        status = super().ask("POST", path, form)
        after = self.walker.written()
        more = {t: after[t] - before[t] for t in after if after[t] != before[t]}
        # Where the second finds things as the first has left them, it leads to the person's page.
        said = self.location.split("?")[0] in (location.split("?")[0], "/".join(path.split("/")[:3]))
        gone = status == 404 and re.search(r"/drafts/[0-9a-f]{32}/(compare|drop)$", path)  # the draft is not there any more
        self.walker.holds("sent twice", (gone or status == 303 and said) and not more,
                          f"{path}: {status} to {self.location} after {location}, more rows: {more}")
        self.location, self.body, self.token = location, body, next_token

    def without_session(self, path, form):
        """The form waits at the door with all that was typed; now and then somebody signs in and goes on from there."""
        kind = KIND.sub(":id", path)
        first = kind not in self.walker.kinds
        self.walker.kinds.add(kind)
        b = Roamer(self.walker)
        b.token = self.token
        status = b.post(path, form)
        lost = [v for v in typed(form) if v not in b.body]
        self.walker.holds("after the session", status == 401 and not lost, f"{path}: {status}, lost {lost}")
        if not first or len(self.walker.kinds) % THROUGH_THE_DOOR or status != 401:
            return
        kept = {html.unescape(k): html.unescape(v)
                for k, v in re.findall(r'name="(kept\.[^"]*)" value="([^"]*)"', b.body)}
        status = b.post("/sign-in", {"user_name": self.user, "passphrase": self.walker.house.sign_ins[self.user], "next": "/",
                                     **kept})
        lost = [v for v in typed(form) if v not in b.body]
        self.walker.holds("through the door", not typed(form) or (status == 200 and not lost), f"{path}: {status}, lost {lost}")

    def fill(self, page, form, path=None, expect=(303,)):
        target = path or page.split("?")[0]
        second = self.walker.second.get(self.user)
        row = re.search(r"^/people/[0-9a-f]{32}/.*[0-9a-f]{32}", target)
        if expect != (303,) or ADDS.search(target) or not second or second.get(page) != 200:
            return super().fill(page, form, path, expect)
        before = re.search(r'name="before" value="((?!0{32})[0-9a-f]{32})"', second.body)
        other = {k: "zz" + v[2:] if TYPED.fullmatch(v) else v for k, v in form.items()}
        if before:
            other["before"] = before.group(1)
        location = super().fill(page, form, path, expect)
        if before or row:
            self.saved_meanwhile(second, target, form, other)
        return location

    def saved_meanwhile(self, second, path, form, other):
        status = second.post(path, other)
        page = second.body
        lost = [v for v in typed(other) if v not in page]
        notice = re.search(r'class="notice.*?</(?:div|p)>', page, re.S)
        leads = re.findall(r'href="([^"]*)"', notice.group(0)) if notice else []
        seen = page + "".join(second.body for page in leads if second.get(page) == 200)
        seen = not typed(form) or any(v in seen for v in typed(form))
        self.walker.holds("saved meanwhile", status == 409 and not lost and seen,
                          f"{path}: {status}, lost {lost}, {'' if seen else 'does not show what the first wrote'}")


def run(kintsugi, store):
    house = House(kintsugi, store)
    try:
        house.start()
        walker = Doubtful(house)
        everybody_in(walker)
        for step in STEPS:
            step(walker, new_text, arrived(walker, new_text))
        for what in walker.wrong:
            print(f"{store}: {what}")
        counts = ", ".join(f"{n} {what}" for what, n in walker.counts.items())
        print(f"{store}: {len(walker.kinds)} kinds of forms; {counts}; {len(walker.wrong)} wrong")
        return not walker.wrong and all(walker.counts.values())
    finally:
        house.end()


def main():
    results = [run(sys.argv[1], store) for store in sys.argv[2:] or ["sqlite", "postgres"]]
    print(f"{sum(results)} passed, {len(results) - sum(results)} failed")
    return 0 if all(results) else 1


if __name__ == "__main__":
    sys.exit(main())
