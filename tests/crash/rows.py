"""The database of a house as it lies there, read without any key; and a ledger of posts that were answered, to be compared
with it. Used by kill.py, fill.py and join.py."""
import collections
import re
import sqlite3

# No step surely leaves more rows in these: the founding, sign-in, what is measured at night, what is written beside a form,
# and what leaves again (a draft of a form that is put into use, a word of the house that is taken back, a list that is
# thrown away, with its pictures). Tables that leave the house need eleven people (tests/unit/learning_release_test.c).
NOT_BY_FORMS = {"org", "holder", "posted", "audit_head", "audit_key", "audit_checkpoint", "measure_fold", "measure_answer",
                "measure_state", "measure_mark",
                "pseudonym", "score", "import", "import_part", "brought",
                "release_series", "release", "release_members", "release_sign", "yardstick",
                "api_table", "api_copy", "api_key", "api_key_table", "api_key_sign",
                "form_draft", "form_media", "schema_file", "term", "session", "session_key"}

# What these make may be thrown away again by another form.
THROWN_AWAY = {"/reports/views/new", "/people/import", "/settings/words"}


class Rows:
    def __init__(self, house):
        self.house = house
        self.postgres = house.store == "postgres"
        self.known = {}

    def rows(self, sql):
        """Rows with bytes as hexadecimal text."""
        if self.postgres:
            lines = self.house.sql("SET bytea_output = 'hex'; " + sql, self.house.databases[0]).splitlines()
            return [[field[2:] if field.startswith("\\x") else field for field in line.split("|")] for line in lines]
        with sqlite3.connect(f"file:{self.house.data}/records.db?mode=ro", uri=True) as db:
            return [[f.hex() if isinstance(f, bytes) else "" if f is None else str(f) for f in row]
                    for row in db.execute(sql)]

    def layout(self):
        """The columns of each table."""
        if not self.known:
            sql = ("SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = 'public'" if self.postgres
                   else "SELECT t.name, c.name FROM sqlite_schema t, pragma_table_info(t.name) c WHERE t.type = 'table' "
                   "AND t.name NOT LIKE 'sqlite%'")
            for table, column in self.rows(sql):
                self.known.setdefault(table, []).append(column)
        return self.known

    def tables(self):
        return list(self.layout())

    def columns(self, table):
        return self.layout()[table]

    def of_posts(self):
        """The tokens of forms that were posted, and the tables in which there is a row of an id."""
        posted = {r[0] for r in self.rows("SELECT token FROM posted")}
        made = collections.defaultdict(set)
        tables = [t for t in self.tables() if t != "posted" and "id" in self.columns(t)]
        for table, row in self.rows(" UNION ALL ".join(f"SELECT '{t}', id FROM {t}" for t in tables)):
            made[row].add(table)
        return posted, made

    def sizes(self):
        """How many rows each table has."""
        every = " UNION ALL ".join(f"SELECT '{t}', count(*) FROM {t}" for t in self.tables())
        return {table: int(n) for table, n in self.rows(every)}


class Ledger:
    """What was posted and how it was answered. A form carries a token, and its id is the id of the row that it makes."""

    def __init__(self):
        self.saved = {}    # token: the kind of form
        self.refused = {}
        self.kinds = set()  # of all that were saved; one button alone leaves no token

    def note(self, token, path, status, fields=True):
        kind = re.sub("[0-9a-f]{32}", ":id", path.split("?")[0])
        if status == 303:
            self.kinds.add(kind)
        if not fields:
            return
        if status == 303:
            self.saved[token[:32]] = kind
            self.refused.pop(token[:32], None)  # sent again, later
        elif status >= 500:
            self.refused[token[:32]] = kind

    def faults(self, posted, made):
        """What was answered "saved" and is not there, or is there only in part, or was refused and is there; of what
        of_posts read."""
        wrong = [f"{kind} was saved and is gone" for token, kind in self.saved.items() if token not in posted]
        wrong += [f"{kind} was refused and is there" for token, kind in self.refused.items()
                  if token in posted or token in made]
        return wrong + self.in_part(made)

    def in_part(self, made):
        """Forms of one kind all make a row of their own, or none does."""
        by_kind = collections.defaultdict(list)
        for token, kind in self.saved.items():
            by_kind[kind].append(bool(made.get(token)))
        return [f"{kind}: {len(found) - sum(found)} of {len(found)} rows are missing" for kind, found in by_kind.items()
                if any(found) and not all(found) and kind not in THROWN_AWAY]
