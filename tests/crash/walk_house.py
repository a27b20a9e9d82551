"""Fills in the forms that are rarely met: the house's own forms and words, second looks, corrections of what seldom needs one, and
colleagues who hand over or leave. Used by walk.py, like walk_care.py."""
import os
import re
import secrets
import time

from walk_care import first, in_days, picture_as_answer, texts, walk_along

HERE = os.path.dirname(os.path.abspath(__file__))
AT_WORK_S = 20  # a list of two people is looked at, or written
SHEET = b"type,name,label::English (en)\ntext,wish,What would you wish for this place?\n"


def draft_of_form(manager):
    """A form of the house that is not in use yet; where its draft stands."""
    manager.get("/team/forms/new")
    name = "form" + "".join(chr(ord("a") + b % 26) for b in secrets.token_bytes(8))
    status = manager.send("/team/forms/new", {}, "file", name + ".csv", SHEET)
    if status != 303:
        raise RuntimeError(f"/team/forms/new: {status}")
    return manager.location.split("?")[0]


def house_forms(walker, c, _):
    """Drafted, given its reasons, put into use, taken out of it, and back; another is thrown away."""
    manager = walker.manager()
    draft = draft_of_form(manager)
    manager.fill(draft + "/reasons", {"lang": "0", "why-all": "So that the house can change."})
    manager.fill(draft + "/compare", {})
    versions = re.findall(r"/team/forms/versions/[0-9a-f]{64}", manager.body if manager.get("/team/forms") == 200 else "")
    for version in versions:
        manager.get(version)
        if "/retire" in manager.body and "form" in manager.body:
            manager.fill(version, {}, version + "/retire")
            manager.fill(version, {}, version + "/use")
            break
    draft = draft_of_form(manager)
    manager.fill(draft, {}, draft + "/drop")
    form_with_pictures(manager)


def round_of_the_house(walker, c, _):
    """A form about the house is put into use, and one of its answers is a picture."""
    manager = walker.manager()
    manager.get("/team/forms/new")
    status = manager.send("/team/forms/new", {}, "file", "a-round.xlsx", file_of("a-round.xlsx"))
    if status != 303:
        raise RuntimeError(f"/team/forms/new with a round: {status}")
    manager.fill(manager.location.split("?")[0] + "/compare", {})
    lead = walker.signed_in("lead")
    house = first(lead, "/about/house/questions", r"/about/(ID)")
    picture_as_answer(lead, c, f"/about/{house}/questions/a-round", "door")


def file_of(name):
    with open(f"{HERE}/../files/{name}", "rb") as f:
        return f.read()


def form_with_pictures(manager):
    """Brought with its pictures, given another one, and thrown away with them."""
    manager.get("/team/forms/new")
    status = manager.send("/team/forms/new", {}, "file", "cup-and-room.zip", file_of("cup-and-room.zip"))
    if status != 303:
        raise RuntimeError(f"/team/forms/new with a .zip: {status}")
    draft = manager.location.split("?")[0]
    manager.get(draft + "/media")
    status = manager.send(draft + "/media", {"name": "room.png", "edition": "1"}, "file", "room.png", file_of("signed.png"))
    if status != 303:
        raise RuntimeError(f"{draft}/media: {status}")
    manager.fill(draft, {}, draft + "/drop")


def word_taken_back(walker, c, _):
    manager = walker.manager()
    word = re.search(r"/settings/words/[0-9a-f]{32}", manager.body if manager.get("/settings/words") == 200 else "")
    if word is None:
        manager.fill("/settings/words", {"language": "es", "said": "albergue", "instead": "casa grande"}, expect=(303, 422))
        manager.get("/settings/words")
        word = re.search(r"/settings/words/[0-9a-f]{32}", manager.body)
    manager.fill(word.group(0), {}, word.group(0) + "/take-back")


def words_in_a_file(walker, c, _):
    manager = walker.manager()
    manager.get("/settings/words")
    status = manager.send("/settings/words/file", {}, "file", "words.csv", "language,said,instead\nes,albergue,casa\n".encode())
    if status != 303:
        raise RuntimeError(f"/settings/words/file: {status}")


def list_begun(lead, c):
    lead.get("/people/import")
    people = "Case No,Full name\n" + "".join(f"{secrets.token_hex(4)},{c('name in a list')}\n" for _ in "ab")
    status = lead.send("/people/import", {"kind": "people"}, "file", "list.csv", people.encode())
    if status != 303:
        raise RuntimeError(f"/people/import: {status}")
    return lead.location.split("?")[0]


def until(lead, sheet, words):
    """Shows the list when what is done to it behind the page has ended: until then the page loads itself anew."""
    began = time.time()
    while lead.get(sheet) == 200 and (words not in lead.body or 'http-equiv="refresh"' in lead.body):
        if time.time() - began > AT_WORK_S:
            raise RuntimeError(f"{sheet}: never \"{words}\"")
        time.sleep(0.05)


def list_brought(walker, c, _):
    """A list of people comes in, with every answer that can be given on the way; another is thrown away."""
    lead = walker.signed_in("lead")
    sheet = list_begun(lead, c)
    lead.fill(sheet, {"c-0": "number", "c-1": "name"}, sheet + "/map")
    for step, form in (("words", {}), ("alike", {"rest": "1"}), ("check", {}), ("write", {"leave_bad": "1"})):
        until(lead, sheet, "What would be written")
        lead.fill(sheet, form, f"{sheet}/{step}")
    until(lead, sheet, "It is written")
    sheet = list_begun(lead, c)
    lead.fill(sheet, {}, sheet + "/drop")


def table_declared(walker, c, _):
    """A table that leaves the house, and a key with which a program fetches it."""
    manager = walker.manager()
    at = manager.fill("/reports/tables/new", {"title": c("table"), "figure": "people-year", "kind": "donors", "calendar": "90",
                                              "epsilon": "512"})
    table = at.split("?")[0].rsplit("/", 1)[1]
    manager.fill("/reports/tables/keys/new", {"name": c("key of a program"), "days": "90", f"tables-{table}": "1"}, expect=(200,))
    key = re.search(r"/reports/tables/keys/([0-9a-f]{32})/take-back", manager.get("/reports/tables/keys") and manager.body).group(1)
    manager.fill("/reports/tables/keys", {}, f"/reports/tables/keys/{key}/take-back")


def view_saved(walker, c, _):
    """Filters of a page of reports get a name, another one, and go."""
    manager = walker.manager()
    manager.fill("/reports/views/new?page=path&from=2024", {"page": "path", "from": "2024", "whose": "mine", "period": "fixed", "name": c("view")})
    manager.fill("/reports/views/new?page=path&from=2025", {"page": "path", "from": "2025", "whose": "mine", "period": "fixed", "name": c("view that stays")})
    view = "/reports/views/" + manager.row("/reports/views", "views")
    manager.fill(view, {"whose": "mine", "name": c("view called anew")})
    manager.get(view)
    status = manager.post(view + "/delete", {})
    if status != 303:
        raise RuntimeError(f"{view}/delete: {status}")


def learned(walker, c, _):
    """What we do is written into the register and corrected; a cycle begins and goes on."""
    manager = walker.manager()
    what = {"level": "promising", **texts(c, "practice", "name", "what", "whom", "source", "used")}
    at = manager.fill("/practices/new", what).split("?")[0]
    manager.fill(at + "/correct", {**what, **texts(c, "practice corrected", "what")})
    cycle = {"indicator": "complete", "next_day": "2199-09-01",
             **texts(c, "cycle", "title", "plan", "who", "baseline", "next")}
    at = manager.fill("/reports/cycles/new", cycle).split("?")[0]
    manager.fill(at + "/write", {**cycle, **texts(c, "cycle", "act", "result", "learned")})


def review_begun(manager, c):
    """Records of the last days are drawn, for the manager to read."""
    manager.get("/reviews/new")
    reader = re.search(r'name="reader-([0-9a-f]{32})"[^>]*><label[^>]*>manager<', manager.body).group(1)
    return manager.fill("/reviews/new", {"name": c("review name"), "form": "record-review", "from": in_days(-30), "until": in_days(0),
                                         "wanted": "3", "second": "none", "reader-" + reader: "1"}).split("?")[0]


def marked(manager, marks):
    """The address of a reading, and the row of its marks. Where the other reader is done, marks stand as they are, and the
    page leads away: then another record is taken."""
    manager.get("/reviews/mine")
    for reading in dict.fromkeys(re.findall(r"/reviews/read/[0-9a-f]{32}", manager.body)):
        if manager.get(reading) != 200:
            continue
        manager.fill(reading, dict(marks), expect=(303, 409))
        row = re.search(r'name="replaces" value="([0-9a-f]{32})"', manager.body if manager.get(reading) == 200 else "")
        if row:
            return reading, row.group(1)
    raise RuntimeError("/reviews/mine: nothing that can be marked and corrected")


def reviewed(walker, c, at):
    """Records are read to see how well we work: one is marked, the marks are corrected, one is given back; another review ends.
    Several managers may meet at the same record."""
    walker.signed_in("caseworker").fill(at + "/notes/new", {"how": "visit", "words": c("note before a review")})
    manager = walker.manager()
    review_begun(manager, c)
    marks = {"q_2": "2", "q_4": "na", **texts(c, "review", "q_18", "q_19")}
    reading, row = marked(manager, marks)
    manager.fill(reading, {**marks, "q_2": "1", "replaces": row}, expect=(303, 409))
    reading = "/reviews/read/" + first(manager, "/reviews/mine", r"/reviews/read/(ID)")
    manager.fill(reading, {}, reading + "/back", expect=(303, 409))
    over = review_begun(manager, c)
    manager.fill(over + "/end", {"learned": c("review learned")})


def looked_at_again(walker, c, at):
    """What a second person looks at: an emergency opening, something given out without consent."""
    walker.signed_in("safeguarding").fill(at + "/emergency", {"reason": c("emergency reason")})
    lead = walker.signed_in("lead")
    lead.get("/companions/review")
    person, glass = re.search(r'name="person" value="([0-9a-f]{32})">\s*<input type="hidden" name="glass" value="([0-9a-f]{32})"',
                              lead.body).groups()
    lead.fill("/companions/review", {"person": person, "glass": glass}, expect=(303, 409))
    b = walker.signed_in("caseworker")
    b.fill(at + "/disclosures/new", {"ground": "danger", "groups-where": "1", **texts(c, "given out", "recipient", "words")})
    row = first(lead, at + "/disclosures", rf"{at}/disclosures/(ID)/seen")
    lead.fill(f"{at}/disclosures/{row}/seen", {})


def seldom_corrected(walker, c, at):
    b = walker.signed_in("caseworker")
    for kind, form in (("work", {"what": "work", **texts(c, "work again", "place")}),
                       ("return", {"decided": "thinks", **texts(c, "return again", "choice")}),
                       ("after", {"reached": "yes", "how": "well", **texts(c, "after again", "words")})):
        b.fill(f"{at}/services/{kind}", form)
        row = first(b, f"{at}/services/{kind}", rf"{at}/onward/(ID)")
        b.fill(f"{at}/onward/{row}", form, f"{at}/onward/{row}/{kind}")
    b.fill(at + "/plan/goals/new", {"from": "own", "state": "chosen", **texts(c, "goal", "words")})
    b.fill(at + "/plan/agree", {"state": "word", **texts(c, "agreement", "words")})
    row = first(b, at + "/plan", rf"{at}/plan/agreements/(ID)")
    b.fill(f"{at}/plan/agreements/{row}", {"state": "mark", **texts(c, "agreement corrected", "words")})
    b.fill(at + "/consents/new?purpose=statistics", {"purpose": "statistics", "answer": "given", "groups-totals": "1", "how": "mark"})
    row = first(b, at + "/consents", rf"{at}/consents/(ID)/print")
    b.fill(f"{at}/consents/{row}/print", {"carry": "open"})
    b.get(at + "/files/new")
    b.send(at + "/files", {"of": "care", "words": c("words of a file")}, "file", "paper.pdf", b"%PDF-1.4\n" + b" " * 50 + b"\n%%EOF\n")
    row = first(b, at + "/files", rf"{at}/files/(ID)")
    b.fill(f"{at}/files/{row}", {}, f"{at}/files/{row}/out")
    lead = walker.signed_in("lead")
    team = first(lead, "/services/unmet", 'name="team" value="(ID)"')
    lead.fill("/services/unmet", {"team": team, "asked": "housing", "why": "full", **texts(c, "turned away", "words")})
    row = first(lead, "/services/unmet", r"/services/unmet/(ID)")
    lead.fill(f"/services/unmet/{row}", {"asked": "housing", "why": "rule", **texts(c, "turned away again", "words")},
              expect=(303, 409))


def option(b, page, field, user):
    """The id of a colleague among those that a field offers."""
    b.get(page)
    offered = b.body[b.body.index(f'id="f-{field}"'):]
    return re.search(rf'value="([0-9a-f]{{32}})"[^>]*>{re.escape(user)}\b', offered).group(1)


def newcomer(walker, at):
    """A new colleague who walks along; her sessions end with the walk, and no other walker's do."""
    name = "newcomer." + secrets.token_hex(4)
    walk_along(walker, walker.signed_in("caseworker"), at, "caseworker", name)
    return name


def taken_on(walker, c, at):
    """Handed over with a yes, and taken on."""
    b = walker.signed_in("caseworker")
    page = at + "/hand-over"
    from_whom = newcomer(walker, at)
    b.fill(page, {"from": option(b, page, "from", from_whom), "to": option(b, page, "to", "caseworker.two"),
                  **texts(c, "hand-over", "why", "note")})
    b.fill(page, {"answer": "yes", **texts(c, "hand-over answer", "words")}, page + "/answer")
    walker.signed_in(from_whom).fill(page, {}, page + "/rest")
    walker.signed_in("caseworker.two").fill(page, {}, page + "/take-on")


def leaves(walker, c, at):
    """Somebody who walks along leaves from one day to the next: the lead hands her walks over, and her account ends."""
    gone = newcomer(walker, at)
    staff = option(walker.signed_in("caseworker"), at + "/hand-over", "from", gone)
    lead = walker.signed_in("lead")
    page = f"/hand-over?of={staff}"
    lead.get(page)
    fields = re.findall(r'<select id="f-(\w+)" name="\1">(.*?)</select>', lead.body, re.S)
    form = {"of": staff, "note": c("leaver note")}
    for name, offered in fields:
        other = re.search(r'value="([0-9a-f]{32})"[^>]*>caseworker\.two\b', offered)
        if name != "of" and other:
            form[name] = other.group(1)
    lead.fill(page, form, "/hand-over")
    walker.manager().fill(f"/team/staff/{staff}/leave", {})
    del walker.browsers[gone]


HOUSE_STEPS = (house_forms, word_taken_back, learned, reviewed, looked_at_again, seldom_corrected, taken_on)
# A file is sent at once, and cannot be held back (fill.py); one list at a time comes in; a form about the house is put
# into use once, a table is declared once; whoever leaves ends the sessions of a team, and so is the last.
ONCE_STEPS = (words_in_a_file, round_of_the_house, list_brought, table_declared, view_saved, leaves)
