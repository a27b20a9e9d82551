"""Which forms the program has: every POST route, read from its sources, so that a form that nobody fills in is noticed."""
import pathlib
import re

SRC = pathlib.Path(__file__).resolve().parents[2] / "src"


def written_out(text):
    """A macro that makes routes stands where it is used, with what it was given."""
    text = text.replace("\\\n", " ")
    for whole, name, names, body in re.findall(r"^(#define (\w+)\(([^)]*)\)(.*\bPOST\(.*))$", text, re.M):
        text = text.replace(whole, "")
        names = [n.strip() for n in names.split(",")]
        for use in re.findall(rf"\b{name}\(([^()]*)\)", text):
            one = body
            for n, given in zip(names, use.split(",")):
                one = re.sub(rf"\b{n}\b", lambda _: given.strip(), one)
            text += "\n" + one
    return text


def patterns_in(text):
    defined = dict(re.findall(r'^#define (\w+) ((?:\w+ )*"[^"]*"(?: \w+)*)$', text, re.M))

    def resolve(words):
        pieces = re.findall(r'"[^"]*"|\w+', words)
        return "".join(p[1:-1] if p.startswith('"') else resolve(defined.get(p, "")) for p in pieces)
    return {resolve(p) for p in re.findall(r"\bPOST(?:_FILE)?\(\s*([^,]*?),", written_out(text))} - {""}


def forms_of_program():
    """Patterns like "/people/:person/notes/new"."""
    return {p for f in SRC.rglob("*_web.c") for p in patterns_in(f.read_text())}


def posted(pattern, kinds):
    """Whether one of these kinds of posts (rows.py) went to this pattern."""
    matches = re.compile("^" + re.sub(r":\w+", r"(?:(?::id)+|[\\w.-]+)", pattern) + r"(?:\s.*)?$")
    return any(matches.match(kind) for kind in kinds)
