"""Fills in every form of the house through its pages, each text with what `c` makes. Used by canary.py, join.py, kill.py and
fill.py."""
import http.client
import os
import random
import re
import secrets
import string

from house import Browser
from rows import Ledger
from walk_care import CARE_STEPS, every_care, in_days, of_caseworker, texts, walk_along
from walk_house import HOUSE_STEPS

ITEMS = ("safe_home out_of_reach warning_signs phone_online papers rights_advice own_say rest_calm hard_days gentle_self "
         "looking_ahead day_work learning means trusted_people close_ties belonging health_care food_clothes "
         "place_to_live").split()
CHANNELS = "phone text app letter visit through".split()
PAGES = ("", "/timeline", "/consents", "/disclosures", "/contact", "/words", "/assessments", "/second", "/questionnaires", "/opened", "/safety", "/circle",
         "/legal", "/story", "/plan", "/services", "/stays", "/events", "/check-ins", "/hand-over")
TABLE = 30
NOT_SAVED = ("/draft", "/sign-in", "/sign-out", "/reopen", "/change-user", "/switch-to")


class Walker:
    """Browsers of a house by user name. Every request comes from another network, so that no limit holds it up."""

    def __init__(self, house, number=0):
        self.house = house
        self.browsers = {}
        self.count = number * 10000  # another network than another walker's
        self.ledger = Ledger()

    def signed_in(self, user):
        if user not in self.browsers:
            self.browsers[user] = Roamer(self).sign_in(user)
        return self.browsers[user]

    def manager(self):
        """Who makes a team holds a new key then, and has to sign in again."""
        if self.signed_in("manager").get("/me") != 200:
            del self.browsers["manager"]
        return self.signed_in("manager")


class Refused(RuntimeError):
    """The house could not answer as it should: status and the page are the browser's."""

    def __init__(self, browser, path, status):
        super().__init__(f"{path}: {status}")
        self.browser = browser
        self.status = status


class SignedOut(RuntimeError):
    """The session of this browser has ended."""

    def __init__(self, browser, path):
        super().__init__(f"{path}: signed out")
        self.browser = browser


class Roamer(Browser):
    def __init__(self, walker):
        super().__init__(walker.house)
        self.walker = walker

    def connect(self):
        # A network of its own for every request (limits are by /24), or the house would ask for patience.
        self.walker.count += 1
        source = f"127.{1 + self.walker.count // 250 % 250}.{self.walker.count % 250}.1"
        return http.client.HTTPConnection("127.0.0.1", self.house.port, timeout=20, source_address=(source, 0))

    def ask(self, method, path, form=None, file=None):
        token = self.token
        status = super().ask(method, path, form, file)
        if form is not None and not path.startswith(NOT_SAVED):
            self.walker.ledger.note(token, path + " " * ("go" in form) + form.get("go", ""), status, bool(form))
        if status >= 500:
            raise Refused(self, path, status)
        return status

    def get(self, path):
        """Whoever is signed out in the middle of a step looks at nothing more; /me asks whether she is."""
        status = super().get(path)
        if status == 401 and path != "/me":
            raise SignedOut(self, path)
        return status

    def fill(self, page, form, path=None, expect=(303,)):
        """Shows a page and sends its form. Returns where that leads."""
        status = self.get(page)
        if status != 200:
            raise RuntimeError(f"{page}: {status}")
        for name, value in re.findall(r'name="(before|checked|serial|edition)" value="([^"]*)"', self.body):
            form.setdefault(name, value)
        status = self.post(path or page.split("?")[0], form)
        if status == 401:
            raise SignedOut(self, path or page)
        if status not in expect:
            problem = re.findall(r'class="[^"]*(?:problem|error)[^"]*"[^>]*>([^<]*)<', self.body)
            raise RuntimeError(f"{path or page}: {status} {problem}")
        return self.location

    def row(self, page, kind):
        """The first row of a kind that a page leads to."""
        self.get(page)
        found = re.search(rf"/{kind}/([0-9a-f]{{32}})", self.body)
        if not found:
            raise RuntimeError(f"{page} leads to no {kind}")
        return found.group(1)


def arrive(b, c):
    wrong = {"label": c("arrival label, refused"), "birth_year": "14", "place": c("arrival place, refused")}
    b.fill("/people/new", wrong, expect=(422,))
    form = {"label": c("arrival label"), "urgent-injury": "1", "urgent_words": c("arrival urgent"), "language": "so",
            "contact": c("arrival contact"), "place": c("arrival place"), "birth_year": "1990"}
    return b.fill("/people/new", form).split("/")[2].split("?")[0]


def arrive_many(b, c):
    form = {}
    for i in range(1, TABLE + 1):
        form[f"label_{i}"] = c(f"table label {i}")
        form[f"language_{i}"] = c(f"table language {i}")
        form[f"urgent_{i}-child"] = "1"
    b.fill("/people/new/many", form)


def first_steps(b, c, at):
    b.fill(at + "/welcome", {"language": "es", "interpreter": "phone", "left": c("welcome left")})
    b.fill(at + "/words", {"state": "not_yet", "why": c("words why")})
    b.fill(at + "/words", {"state": "other_way", "how": c("words how")})
    b.fill(at + "/words", {"concerns": c("words concerns"), "wishes": c("words wishes"), "spoken": c("words spoken"),
                           "language": "es", "name": c("name to use"), "pronoun": "they", "term": "other",
                           "term_other": c("term")})
    b.fill(at + "/words", {"wishes": c("words, overtaken"), "before": "0" * 31 + "1"}, expect=(409,))
    form = {}
    for channel in CHANNELS:
        form.update({f"{channel}_answer": "yes", f"{channel}_hours": c(f"contact {channel} hours"),
                     f"{channel}_who": c(f"contact {channel} who"), f"{channel}_words": c(f"contact {channel} words")})
    b.fill(at + "/contact", form)


def consents(b, c, at):
    def terms(what):
        return {"purpose": "referral", "answer": "given", "recipient": c(f"{what} recipient"), "groups-name": "1",
                "groups-case": "1", "withheld": c(f"{what} withheld"), "how": "spoken", "witness": c(f"{what} witness"),
                "by": "guardian", "standing": "court", "ground": c(f"{what} ground"), "unsuspected": "1", "assent": "yes",
                "instead": c(f"{what} instead")}

    b.fill(at + "/consents/new?purpose=statistics", {"purpose": "statistics", "answer": "given", "groups-totals": "1",
                                                     "how": "mark", "withheld": c("statistics withheld")})
    b.fill(at + "/consents/new?purpose=research", {"purpose": "research", "answer": "refused",
                                                   "instead": c("refusal instead"), "recipient": c("refusal recipient")})
    location = b.fill(at + "/consents/new?purpose=referral", terms("consent"))
    row = newest(b, location, "consents", at)
    b.fill(f"{at}/consents/{row}", terms("consent corrected"))
    row = newest(b, location, "consents", at)
    b.fill(f"{at}/consents/{row}/share", {"groups-name": "1", "words": c("shared words"), "carry": "open"})
    b.fill(f"{at}/consents/{row}/withdraw", {"how": "written", "by": "self"})


def child(b, c, _):
    """Where nobody safe can answer for a child, two colleagues decide and say why."""
    at = b.fill("/people/new", {"label": c("child label"), "birth_year": "2014"})
    page = "/".join(at.split("/")[:3]) + "/consents/new?purpose=legal_help"
    b.fill(page, {"purpose": "legal_help", "answer": "given", "by": "best", "assent": "no", "review": in_days(60),
                  **texts(c, "child consent", "recipient", "deciders", "nobody", "weighed", "talked")})


def newest(b, page, kind, at):
    """The row of the entry whose recipient was named last."""
    b.get(page)
    rows = re.findall(rf"{at}/{kind}/([0-9a-f]{{32}})/share", b.body)
    if not rows:
        raise RuntimeError(f"{page} shares nothing")
    return rows[0]


def disclosures(b, c, at):
    b.fill(at + "/disclosures/new", {"ground": "danger", "recipient": c("disclosure recipient"), "groups-where": "1",
                                     "words": c("disclosure words"), "by": c("disclosure by"), "told": "danger",
                                     "wait": c("disclosure wait"), "protect": c("disclosure protect")})
    b.get(at + "/disclosures")
    row = re.search(rf"{at}/disclosures/([0-9a-f]{{32}})/told", b.body).group(1)
    b.fill(f"{at}/disclosures/{row}/told", {"told": "later", "wait": c("told wait")})


def assess(b, c, at):
    def answers(what, level):
        form = {"wave": "intake", "setting": "home", "day": "", "at": "6"}
        for item in ITEMS:
            form[f"i_{item}"] = level
            form[f"e_{item}"] = c(f"{what} {item}")
        return form

    form = answers("evidence", "3")
    b.fill(at + "/assessments/new", {**form, "go": "2"})
    b.fill(at + "/assessments/new", {**form, "go": "save"})
    row = b.row(at + "/assessments", "assessments")
    b.fill(f"{at}/assessments/{row}", {**answers("evidence corrected", "2"), "go": "save"})
    b.fill(at + "/own-view/new", {"i_my_safety": "2", "i_my_rights": "skip", "how": "alone"})
    row = b.row(at + "/assessments", "own-view")
    b.fill(f"{at}/own-view/{row}", {"i_my_safety": "3", "how": "alone"})


def score_alone(walker, c, at):
    """A lead scores too, without seeing the first score; then the two talk. Another time she does not, and says why."""
    lead = walker.signed_in("lead")
    form = {"at": "6", "i_safe_home": "1", "e_safe_home": c("second evidence")}
    lead.fill(at + "/second", {})
    rating = lead.location.split("/")[-2]
    lead.fill(f"{at}/second/{rating}/score", {**form, "go": "save"})
    lead.fill(f"{at}/second/{rating}/score", {"at": "6", "i_safe_home": "2", "e_safe_home": c("second corrected"), "go": "save"})
    lead.fill(f"{at}/second/{rating}", {"words": c("agreed after talking")})
    other = walker.signed_in("caseworker.two")
    other.fill(at + "/second", {})
    rating = other.location.split("/")[-2]
    other.fill(at + "/second", {"words": c("why not scored twice")}, f"{at}/second/{rating}/leave")


def notes(b, c, at):
    b.fill(at + "/notes/new", {"how": "phone", "words": c("note")})
    row = b.row(at + "/timeline", "notes")
    b.fill(f"{at}/notes/{row}", {"how": "visit", "words": c("note corrected")})
    b.get(at + "/notes/new")
    b.post(f"{at}/notes/{row}", {"how": "visit", "words": c("note, overtaken")})
    b.fill("/", {"person": at.split("/")[2], "how": "phone", "words": c("note of my day")}, "/day/note")
    b.get(at + "/notes/new")
    b.post(f"/draft?of={at}/notes/new", {"how": "phone", "words": c("draft")})
    b.post(f"/draft?of=/people/{c('address of a draft')}", {"words": c("draft of nowhere")})
    b.get(at + "/notes/new")
    b.get(at + "/timeline")


def hand_over(b, c, at):
    """Proposed to a colleague, and declined."""
    page = at + "/hand-over"
    b.get(page)
    own = re.search(r'id="f-from".*?value="([0-9a-f]{32})" selected', b.body, re.S).group(1)
    others = re.findall(r'value="([0-9a-f]{32})"', b.body[b.body.index('id="f-to"'):])
    b.fill(page, {"from": own, "to": next(o for o in others if o != own), "why": c("hand-over why"),
                  "note": c("hand-over note")})
    b.fill(page, {"answer": "no", "words": c("hand-over answer")}, page + "/answer")


def close(b, c, at):
    b.fill(at + "/closure", {"reason": "plan_completed", "view": c("closure view"), "words": c("closure words"),
                             "wish": "how", "way": c("follow-up way"), "given": "spoken",
                             "witness": c("follow-up witness"), "rule_right": "1", "told_back": "1"})
    row = b.row(at + "/closure", "closure")
    b.fill(f"{at}/closure/{row}", {"reason": "moved", "view": c("closure view corrected"),
                                   "words": c("closure words corrected")})
    b.fill(at + "/follow-up", {"outcome": "seen", "words": c("follow-up")})
    row = b.row(at + "/follow-up", "follow-up")
    b.fill(f"{at}/follow-up/{row}", {"outcome": "seen", "words": c("follow-up corrected")})
    b.fill(at + "/exit-interview", {"helped": c("exit helped"), "missed": c("exit missed"),
                                    "advice": c("exit advice"), "paper": c("exit paper")})
    row = b.row(at + "/timeline?kind=exit", "exit-interview")
    b.fill(f"{at}/exit-interview/{row}", {"helped": c("exit helped, corrected")})
    b.fill(at + "/closure/reopen", {})


def happenings(walker, c, at):
    b = walker.signed_in("caseworker")
    form = {"kind": "selfharm", "words": c("event words"), "done": c("event done"), "informed": c("event informed"),
            "plan": "not_yet", "next": c("event next"), "paper": c("event paper")}
    b.fill(at + "/events/new", form)
    b.get(at + "/events")
    row = re.search(rf"{at}/events/([0-9a-f]{{32}})", b.body).group(1)
    b.fill(f"{at}/events/{row}", {**form, "kind": "institution", "institution": "police", "words": c("event again")})
    b.fill(at + "/check-ins/new", {"level": "2", "words": c("check-in words"), "helped": c("check-in helped"),
                                   "hard": c("check-in hard"), "worried": "1"})
    row = b.row(at + "/check-ins", "check-ins")
    b.fill(f"{at}/check-ins/{row}", {"level": "3", "words": c("check-in corrected")})
    night = walker.signed_in("shelter")
    night.get("/")
    night.get(at + "/beside")
    call = re.search(r'name="call" value="([0-9a-f]{32})"', night.body).group(1)
    night.fill(at + "/beside", {"call": call, "with": c("beside with"), "done": c("beside done"), "safe": "no",
                                "next": c("beside next")})


def blank_forms(b, c, at):
    """What is printed to be filled in by hand says nothing of anybody."""
    b.get(at + "/forms")
    forms = re.findall(r'href="([^"]*[?&](?:amp;)?paper=1)"', b.body)
    for form in forms:
        status = b.get(form.replace("&amp;", "&"))
        if status != 200 or c.marker in b.body:
            raise RuntimeError(f"{form} on paper: {status}, {'is not blank' if status == 200 else ''}")
    if len(forms) < 10:
        raise RuntimeError(f"only {len(forms)} forms on paper")


def read(walker, at, c):
    """Opens what was written, as those who may and as those who may not."""
    for user in ("caseworker", "lead", "caseworker.two"):
        b = walker.signed_in(user)
        for page in PAGES:
            b.get(at + page)
    for text in (c("search"), c("search")[:20], "an"):
        walker.signed_in("caseworker").get(f"/people?q={text}")


def one_person(walker, c):
    """Everything that can be written about one person. Returns her id."""
    b = walker.signed_in("caseworker")
    person = arrive(b, c)
    at = f"/people/{person}"
    first_steps(b, c, at)
    casework(b, c, at)
    consents(b, c, at)
    child(b, c, at)
    disclosures(b, c, at)
    assess(b, c, at)
    score_alone(walker, c, at)
    notes(b, c, at)
    happenings(walker, c, at)
    every_care(walker, c, at)
    hand_over(b, c, at)
    blank_forms(b, c, at)
    close(b, c, at)
    blank_forms(b, c, at)
    read(walker, at, c)
    emergency = walker.signed_in("safeguarding")
    emergency.fill(at + "/emergency", {"reason": c("emergency reason")})
    emergency.get(at)
    walker.signed_in("lead").get("/companions/review")
    return person


# --- step by step ---

def assessed(walker, c, at):
    b = walker.signed_in("caseworker")
    b.fill(at + "/words", {"concerns": c("words concerns")})
    assess(b, c, at)
    score_alone(walker, c, at)


def many(b, c, _):
    arrive_many(b, c)


def casework(b, _, at):
    b.fill(at + "/casework", {"types-forced_labour": "1", "said_by": "team", "gender": "woman"})


def another_team(walker, c, _):
    walker.manager().fill("/team/teams/new", {"name": c("team name"), "code": "T" + secrets.token_hex(2)})


def in_emergency(walker, c, at):
    walker.signed_in("safeguarding").fill(at + "/emergency", {"reason": c("emergency reason")})


# Each is about somebody who has just arrived, and needs no other.
def other_word(walker, *_):
    """Not a canary: everybody who comes to the door reads it. In Spanish, for the steps read English. Each word once: a
    form that was held back is sent later."""
    said = SPANISH.pop()
    SPANISH.insert(0, said)
    walker.manager().fill("/settings/words", {"language": "es", "said": said, "instead": said + "s"}, expect=(303, 422))


def spanish_words():
    with open(os.path.join(os.path.dirname(__file__), "../../locale/es.po"), encoding="utf-8") as f:
        words = set(re.findall(r'(?<=[ "])[a-záéíóúñ]{4,}(?=[ "])', "".join(re.findall(r"^msgstr.*$", f.read(), re.M))))
    return random.sample(sorted(words), len(words))


SPANISH = spanish_words()
STEPS = (*(of_caseworker(walk) for walk in (first_steps, casework, consents, child, disclosures, notes, hand_over, close,
                                            many)),
         assessed, happenings, in_emergency, other_word, another_team, *CARE_STEPS, *HOUSE_STEPS)


def arrived(walker, c):
    """The address of somebody new."""
    return "/people/" + arrive(walker.signed_in("caseworker"), c)


def new_text(_):
    """Unlike any other, or names would be asked about."""
    return "".join(random.choice(string.ascii_lowercase) for _ in range(14)) + "."


def everybody_in(walker):
    """Signs in all whom the steps need, so that no step waits for a passphrase."""
    for user in ("caseworker", "lead", "shelter", "safeguarding", "manager"):
        walker.signed_in(user)
    b = walker.signed_in("caseworker")
    at = arrived(walker, new_text)
    for role in ("legal", "counsellor"):
        walk_along(walker, b, at, role)
