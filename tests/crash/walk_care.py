"""Fills in the forms of safety, the people around, law, the story, the plan and services. Used by walk.py: b is a browser,
c makes a text, at is a person's address."""
import os
import re
import time


def first(b, page, pattern):
    """The first id on a page that pattern with (ID) finds."""
    b.get(page)
    found = re.search(pattern.replace("ID", "[0-9a-f]{32}"), b.body)
    if not found:
        raise RuntimeError(f"{page}: no {pattern}")
    return found.group(1)


def in_days(n):
    return time.strftime("%Y-%m-%d", time.gmtime(time.time() + n * 86400))


def texts(c, what, *names):
    return {name: c(f"{what} {name}") for name in names}


def safety(b, c, at):
    safe = at + "/safety"
    b.fill(safe + "/needs/new", {"kind": "medicine", "what": c("need"), "hours": "4"})
    row = first(b, safe, rf"{safe}/needs/(ID)/done")
    b.fill(f"{safe}/needs/{row}", {"kind": "medicine", "what": c("need corrected"), "hours": "1"})
    row = first(b, safe, rf"{safe}/needs/(ID)/done")
    b.fill(f"{safe}/needs/{row}/done", {"end": "met", **texts(c, "need", "done", "paper")})
    b.fill(safe + "/needs/new", {"kind": "papers", "what": c("need, open")})
    parts = "signs helps places leave code staff barred medicines night paper".split()
    b.fill(safe + "/plan", {"how": "together", **texts(c, "safety plan", *parts)})
    b.fill(safe + "/plan", {"how": "together", **texts(c, "safety plan, new", *parts)})
    b.get(safe + "/print")
    b.post(safe + "/print", {"carry": "open", "parts-code": "1", "parts-night": "1", "in": "en"})
    b.get(b.location)
    items = "shared watched location accounts social".split()
    form = {item: "yes" for item in items}
    form.update(texts(c, "phone", *(item + "_words" for item in items), "changed", "safer", "paper"))
    b.fill(safe + "/phone", {**form, "noticed": "yes", "wish": "leave"})


def around(b, c, at):
    page = at + "/circle"
    b.fill(page + "/new", {"kind": "not_met", **texts(c, "circle", "name", "words", "reach", "paper")})
    b.fill(page + "/new", {"kind": "caregiver", **texts(c, "circle, care", "name", "words", "reach")})
    row = first(b, page, rf"{page}/(ID)")
    b.fill(f"{page}/{row}", {"kind": "safe", **texts(c, "circle corrected", "name", "words", "reach")})
    row = first(b, page, rf"{page}/(ID)")
    b.fill(f"{page}/{row}/end", texts(c, "circle", "reason"))
    b.get(at + "/family")
    b.fill(at + "/age", {"how": "estimated", "age": "30", "said_by": "papers"})


def colleague(walker, role, name=None):
    """The user name of somebody who holds only this role, of every team; the manager adds her when she is needed first."""
    name = name or role + ".too"
    if name not in walker.house.sign_ins:
        manager = walker.manager()
        manager.get("/team/staff/new")
        teams = re.findall(r'name="(team-[0-9a-f]{32})"', manager.body)
        passphrase = f"a quiet {name} hums along"
        manager.fill("/team/staff/new", {"user_name": name, "passphrase": passphrase, f"roles-{role}": "1",
                                         **dict.fromkeys(teams, "1")})
        walker.house.sign_ins[name] = passphrase
    return name


def walk_along(walker, b, at, role, name=None):
    """Somebody else begins to walk along too. Returns a browser of hers."""
    user = colleague(walker, role, name)
    staff = first(b, at + "/companions", rf'<option value="(ID)">{re.escape(user)} \(')
    b.fill(at + "/companions", {"staff": staff, "action": "walk"})
    return walker.signed_in(user)


def law(walker, c, at):
    b = walk_along(walker, walker.signed_in("caseworker"), at, "legal")
    page = at + "/legal"
    b.fill(page + "/status", {"code": "reflection", "reflection": in_days(-9), "reflection_end": in_days(60),
                              "paper": c("legal paper")})
    b.fill(page + "/justice", {"part": "not_yet", **texts(c, "legal", "justice")})
    b.fill(page + "/proceedings/new", {"kind": "labour", **texts(c, "proceeding", "court", "words", "outcome")})
    b.fill(page + "/notes/new", texts(c, "legal note", "words", "paper"))
    b.fill(page + "/hearings/new", {"hearing": in_days(30), "state": "planned",
                                    **texts(c, "hearing", "companion", "place", "after", "decided")})
    for kind, form in (("notes", {}), ("proceedings", {"kind": "labour"}), ("hearings", {"hearing": in_days(31), "state": "planned"})):
        row = first(b, page, rf"{page}/{kind}/(ID)")
        names = ("companion", "place") if kind == "hearings" else ("words",)
        b.fill(f"{page}/{kind}/{row}", {**form, **texts(c, f"legal {kind} corrected", *names)})


def story(b, c, at):
    page = at + "/story"
    b.fill(page + "/new", {"concepts-before": "1", "language": "es", "to": "police", "form": "spoken", "interpreter": "phone",
                           **texts(c, "story", "words", "spoken", "to_name", "paper")})
    b.fill(page + "/again", {"concept": "before", "reason": "other", **texts(c, "story again", "reason_words")})
    staff = first(b, page, r'value="(ID)">caseworker.two')
    b.fill(page, {"staff": staff}, page + "/readers")
    b.get(page)
    if b.post(page + "/read", {"x": "1"}) != 200:
        raise RuntimeError("the story does not open")
    row = re.search(rf"{page}/([0-9a-f]{{32}})", b.body).group(1)
    b.fill(f"{page}/{row}", {"concepts-before": "1", "form": "spoken", "reason": "raised",
                             **texts(c, "story corrected", "words", "spoken")})


def plan(b, c, at):
    page = at + "/plan"
    b.fill(page + "/goals/new", {"from": "own", "state": "chosen", "domain": "4",
                                 **texts(c, "goal", "words", "reason", "paper")})
    goal = first(b, page, rf"{page}/goals/(ID)/offer")
    b.fill(f"{page}/goals/{goal}/offer", {"state": "declined", "language": "es", "interpreter": "phone",
                                          **texts(c, "option", "words", "length", "hardships", "no_promise", "reason",
                                                  "paper")})
    b.fill(f"{page}/goals/{goal}/step", {"who": "us", "due": in_days(30), **texts(c, "step", "words", "name", "shorter")})
    b.fill(f"{page}/goals/{goal}", {"state": "chosen", **texts(c, "goal corrected", "words", "reason")})
    row = first(b, page, rf"{page}/options/(ID)")
    b.fill(f"{page}/options/{row}", {"state": "later", **texts(c, "option corrected", "words", "length", "hardships")})
    row = first(b, page, rf"{page}/steps/(ID)")
    b.fill(f"{page}/steps/{row}", {"who": "us", "state": "open", **texts(c, "step corrected", "words", "name")})
    b.fill(page, {}, page + "/done")
    b.fill(page + "/agree", {"state": "not", "due": in_days(60), **texts(c, "agreement", "words", "name", "paper")})
    for carry in ("open", "discreet"):
        b.get(page + "/print")
        b.post(page + "/print", {"carry": carry, "language": "es"})
        b.get(b.location)


def services(walker, c, at):
    b = walker.signed_in("caseworker")
    page = at + "/services"
    for kind in ("talk", "health"):
        b.fill(page, {"type": kind, "minutes": "45", **texts(c, f"service {kind}", "note", "partner", "paper")})
    row = first(b, page, rf"{page}/(ID)")
    b.fill(f"{page}/{row}", {"type": "talk", "minutes": "50", **texts(c, "service corrected", "note", "partner")})
    walk_along(walker, b, at, "counsellor").fill(page, {"type": "counselling", "minutes": "50", **texts(c, "counselling", "note")})
    b.fill("/services/group", {"type": "leisure", "minutes": "60", f"who-{at.split('/')[2]}": "1", "paper": c("group paper")})


def onward(b, c, at):
    page = at + "/services"
    b.fill(page + "/savings", {"holder": "self", **texts(c, "savings", "put_aside", "taken_out", "in_all", "goal", "words")})
    b.fill(page + "/work", {"what": "work", **texts(c, "work", "place", "wage", "hours", "checked_by", "words", "paper")})
    b.fill(page + "/return", {"decided": "thinks",
                              **texts(c, "return", "choice", "knows", "checked_by", "wrong", "partner", "travel")})
    b.fill(page + "/after", {"reached": "yes", "how": "well", **texts(c, "after", "words")})
    row = first(b, page + "/savings", rf"{at}/onward/(ID)")
    b.fill(f"{at}/onward/{row}", {"holder": "bank", **texts(c, "savings corrected", "goal")}, f"{at}/onward/{row}/savings")


def unmet(walker, c, at):
    b = walker.signed_in("caseworker")
    page = at + "/services"
    b.fill(page + "/unmet", {"asked": "housing", "why": "full", **texts(c, "unmet", "which", "words", "pointed", "paper")})
    row = first(b, page + "/unmet", rf"{at}/unmet/(ID)")
    b.fill(f"{at}/unmet/{row}", {"asked": "housing", "why": "rule", **texts(c, "unmet corrected", "which", "words")})
    lead = walker.signed_in("lead")
    team = first(lead, "/services/unmet", 'name="team" value="(ID)"')
    lead.fill("/services/unmet", {"team": team, "asked": "housing", "why": "full",
                                  **texts(c, "turned away", "which", "words", "pointed")})


def stays(b, c, at):
    page = at + "/stays"
    b.fill(page, {"kind": "family", **texts(c, "stay", "place", "address", "paper")})
    row = first(b, page, rf"{page}/(ID)")
    b.fill(f"{page}/{row}", {"kind": "friends", **texts(c, "stay corrected", "place", "address")})


def questionnaires(b, c, at):
    """Answers that are chosen, and a day on paper first: its writer's name is what may be found nowhere."""
    page = at + "/questionnaires"
    if b.get(page + "/new/phq-9") == 303:  # own words come first
        b.fill(at + "/words", {"state": "chose_not", "before": ""})
    b.fill(page + "/new/phq-9", {"q_mood-phq_1": "2", "m_mood-phq_2": "prefer_not", "q_mood-phq_9": "1",
                                 "paper": c("questionnaire paper")})
    row = first(b, page, rf"{page}/(ID)")
    b.fill(f"{page}/{row}", {"q_mood-phq_1": "1", "paper": c("questionnaire corrected paper")})


def answers(b, c, at):
    """A form of the house, and a paper that is brought."""
    b.fill(at + "/questions/looking-back", {"page": "1", "go": "save", "here/better": c("answer"), "paper": c("answers paper")})
    row = first(b, at + "/questions", rf"{at}/answers/(ID)")
    b.fill(f"{at}/answers/{row}/correct", {"page": "1", "go": "save", "here/better": c("answer corrected")})
    b.fill("/about/me/questions/our-work", {"page": "1", "go": "save", "rest": "yes", "heavy": c("heavy"), "paper": c("work paper")})
    row = first(b, "/about/me/questions", r"/answers/(ID)")
    about = first(b, "/about/me/questions", r"/about/(ID)")
    b.fill(f"/about/{about}/answers/{row}/correct", {"page": "1", "go": "save", "heavy": c("heavy corrected")})
    b.get(at + "/files/new")
    status = b.send(at + "/files", {"of": "care", "words": c("words of a file")}, "file", c("name of a file") + ".pdf",
                    b"%PDF-1.4\n" + c("content of a file").encode() * 50 + b"\n%%EOF\n")
    if status != 303:
        raise RuntimeError(f"{at}/files: {status}")


def answers_beside(b, c, at):
    """Forms about one stay, and about one service."""
    b.fill(at + "/stays", {"kind": "family", **texts(c, "stay of an answer", "place")})
    b.fill(at + "/services", {"type": "talk", "minutes": "30", **texts(c, "service of an answer", "note")})
    for kind, form, field in (("stays", "first-nights", "nights/room"), ("services", "after-service", "drawing")):
        row = first(b, f"{at}/{kind}", rf"{at}/{kind}/(ID)/questions")
        b.fill(f"{at}/{kind}/{row}/questions/{form}", {"page": "1", "go": "save", field: c(f"answer about {kind}")})
        if form == "after-service":
            picture_as_answer(b, c, f"{at}/{kind}/{row}/questions/{form}", "drawing")


def picture_as_answer(b, c, place, question):
    """Added while a form is filled in; it waits with the draft."""
    with open(f"{os.path.dirname(os.path.abspath(__file__))}/../files/signed.png", "rb") as f:
        picture = f.read()
    b.get(place)
    status = b.send(place + "/attach", {"path": question}, "file", c("name of a picture") + ".png", picture)
    if status != 303:
        raise RuntimeError(f"{place}/attach: {status}")


def of_caseworker(walk):
    return lambda walker, c, at: walk(walker.signed_in("caseworker"), c, at)


# Functions of a walker, a maker of texts, and the address of a person who has arrived.
CARE_STEPS = (of_caseworker(safety), of_caseworker(around), law, of_caseworker(story), of_caseworker(plan), services,
              of_caseworker(onward), unmet, of_caseworker(stays), of_caseworker(questionnaires), of_caseworker(answers),
              of_caseworker(answers_beside))


def every_care(walker, c, at):
    for step in CARE_STEPS:
        step(walker, c, at)
