#!/usr/bin/env python3
"""Makes spreadsheets as organisations have them, from a seed: invented people in several scripts, days in several
forms, words of several languages, and what goes wrong in lists that many have kept.

    python3 tests/files/sheets.py FOLDER [--rows 5000] [--seed 7] [--clean]

writes people.csv (semicolons, Windows-1252 where it can), people.xlsx, scores.csv, services.csv and stays.csv, and
says how many rows of people.csv cannot be read."""
import argparse
import csv
import datetime
import io
import os
import random
import zipfile
from xml.sax.saxutils import escape

GIVEN = ["Amina", "Lucía", "Noor", "Grace", "Mei", "Fatima", "Rosa", "Sophie", "Élodie", "Ana María", "Joy", "Blessing",
         "أمينة", "نور", "فاطمة", "مريم", "سلمى", "Thida", "Malee", "Hawa", "Zeynep", "Iryna", "Oksana", "Dalia",
         "Chidi", "José", "Samuel", "يوسف", "Tomás", "André"]
FAMILY = ["Okafor", "García López", "Haddad", "Nguyen", "Mbeki", "Santos", "Dubois", "حداد", "الخطيب", "Rahman", "Tun",
          "Kowalski", "Petrenko", "Demir", "Fernández", "Osei", "Keita", "Popescu", "Silva", "Moreau"]
GENDER = ["F", "female", "Mujer", "woman", "أنثى", "M", "male", "", "F", "F"]
LANGUAGE = ["English", "Spanish", "Arabic", "French", "Khmer", "العربية", "Español", ""]
TYPES = ["Forced labour", "Sexual exploitation", "forced_labour", "Domestic servitude; Forced labour", "Trabajo forzoso",
         "", "Brick kiln"]
MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
          "December"]
EASTERN = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")


def written(day, dice, order):
    """A day as one of many hands writes it."""
    form = dice.randrange(7)
    if form == 0:
        return day.isoformat()
    if form == 1:
        return f"{day.day}.{day.month}.{day.year}"
    if form == 2 or form == 6:
        return f"{day.day:02d}/{day.month:02d}/{day.year}" if order == "day" else f"{day.month}/{day.day}/{day.year}"
    if form == 3:
        return f"{day.day} {MONTHS[day.month - 1][:3]} {day.year}"
    if form == 4:
        return str((day - datetime.date(1899, 12, 30)).days)
    return day.isoformat().translate(EASTERN)


def people(dice, rows, clean):
    bad = 0
    out = []
    for i in range(rows):
        entry = datetime.date(2016, 1, 1) + datetime.timedelta(days=dice.randrange(3700))
        birth = datetime.date(1950, 1, 1) + datetime.timedelta(days=dice.randrange(21000))
        name = f"{dice.choice(GIVEN)} {dice.choice(FAMILY)}"
        row = [f"C-{i + 1:05d}", name, dice.choice(["", "", "", "Lulu", "Kiki"]), written(birth, dice, "day"),
               dice.choice(GENDER), dice.choice(LANGUAGE), written(entry, dice, "day"), dice.choice(TYPES),
               dice.choice(["", "has a scar", "likes to cook", "passport with a friend"])]
        if not clean and dice.random() < 0.01:
            bad += 1
            at, cell = dice.choice([(6, "31/02/2021"), (6, "=TODAY()"), (6, "soon"), (3, "1.1.2090")])
            row[at] = cell
        out.append(row)
        if not clean and dice.random() < 0.005:
            out.append([""] * len(row))
    return out, bad


HEADINGS = ["Case No.", "Nombre y apellidos", "Alias", "DOB", "Sexo", "Mother tongue", "Fecha de ingreso",
            "Type of exploitation", "Remarks"]
UNHEARD_OF = {"Fecha de ingreso": "With us since"}  # a heading that nothing tells, in a sheet that is not clean


def write_csv(path, rows, delimiter, encoding):
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter, lineterminator="\r\n").writerows(rows)
    with open(path, "wb") as f:
        f.write(text.getvalue().encode(encoding, "replace"))


def column(n):
    letters = ""
    n += 1
    while n:
        n, r = divmod(n - 1, 26)
        letters = chr(65 + r) + letters
    return letters


def write_xlsx(path, rows):
    parts = ['<?xml version="1.0" encoding="UTF-8"?><worksheet '
             'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>']
    for i, row in enumerate(rows, 1):
        parts.append(f'<row r="{i}">')
        for j, cell in enumerate(row):
            at = f"{column(j)}{i}"
            if cell.startswith("="):
                parts.append(f'<c r="{at}"><f>{escape(cell[1:])}</f><v>46348</v></c>')
            elif cell.isascii() and cell.isdigit():
                parts.append(f'<c r="{at}"><v>{cell}</v></c>')
            elif cell:
                parts.append(f'<c r="{at}" t="inlineStr"><is><t>{escape(cell)}</t></is></c>')
        parts.append("</row>")
    parts.append("</sheetData></worksheet>")
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as z:
        z.writestr("[Content_Types].xml",
                   '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
                   '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
                   '<Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" '
                   'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>')
        rel = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
        pack = "http://schemas.openxmlformats.org/package/2006/relationships"
        z.writestr("_rels/.rels", f'<?xml version="1.0"?><Relationships xmlns="{pack}"><Relationship Id="r1" '
                   f'Type="{rel}/officeDocument" Target="xl/workbook.xml"/></Relationships>')
        z.writestr("xl/_rels/workbook.xml.rels", f'<?xml version="1.0"?><Relationships xmlns="{pack}"><Relationship '
                   f'Id="r1" Type="{rel}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>')
        z.writestr("xl/workbook.xml", '<?xml version="1.0"?><workbook '
                   'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" '
                   f'xmlns:r="{rel}"><sheets><sheet name="Clients" sheetId="1" r:id="r1"/></sheets></workbook>')
        z.writestr("xl/worksheets/sheet1.xml", "".join(parts))


ITEMS = ["Lives in a safe place", "out_of_reach"]


def about(dice, rows, found):
    """Scores, services and stays of the first people."""
    day = datetime.date(2026, 1, 5)
    scores = [["Case No.", "Date", "Round"] + found]
    services = [["Case No.", "Date", "Service", "Minutes", "Notes"]]
    stays = [["Case No.", "From", "To", "Housing"]]
    for i in range(rows):
        case = f"C-{i + 1:05d}"
        for wave in ("baseline", ""):
            scores.append([case, (day + datetime.timedelta(days=dice.randrange(90))).isoformat(), wave] +
                          [str(dice.randrange(1, 5)) for _ in found])
        for _ in range(3):
            services.append([case, written(day + datetime.timedelta(days=dice.randrange(300)), dice, "day"),
                             dice.choice(["Counselling", "Legal help", "Vivienda", "Food and goods"]),
                             str(dice.choice([30, 45, 60])), ""])
        stays.append([case, "2026-01-05", dice.choice(["", "2026-03-01"]), dice.choice(["Own home", "With family"])])
    return scores, services, stays


def main():
    p = argparse.ArgumentParser()
    p.add_argument("folder")
    p.add_argument("--rows", type=int, default=5000)
    p.add_argument("--seed", type=int, default=7)
    p.add_argument("--clean", action="store_true")
    o = p.parse_args()
    dice = random.Random(o.seed)
    os.makedirs(o.folder, exist_ok=True)
    rows, bad = people(dice, o.rows, o.clean)
    headings = HEADINGS if o.clean else [UNHEARD_OF.get(h, h) for h in HEADINGS]
    title = [] if o.clean else [["Client list 2016-2026", "", "", "", "", "", "", "", ""]]
    write_csv(os.path.join(o.folder, "people.csv"), title + [headings] + rows, ";", "utf-8-sig")
    write_xlsx(os.path.join(o.folder, "people.xlsx"), title + [headings] + rows)
    scores, services, stays = about(dice, min(o.rows, 200), ITEMS)
    if not o.clean:
        scores.append(["C-00001", "2015-06-01", "", "2", "3"])  # before anybody came
    write_csv(os.path.join(o.folder, "scores.csv"), scores, ",", "utf-8")
    write_csv(os.path.join(o.folder, "services.csv"), services, "\t", "utf-16")
    write_csv(os.path.join(o.folder, "stays.csv"), stays, ",", "cp1252")
    print(f"{len(rows)} rows, {bad} of them cannot be read")


if __name__ == "__main__":
    main()
