#!/usr/bin/env python3
"""What somebody does in a spreadsheet: changes a label and adds a question with a condition, a Spanish translation
and a reason. volunteer.py OLD.xlsx NEW.xlsx"""
import re
import sys
import xml.etree.ElementTree as xml
import zipfile

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
SAID, SAYS = "Did this feel like a safe place?", "Did you feel safe in this place?"
QUESTION = {
    "type": "text", "name": "rested", "label::English (en)": "What helped you to rest?",
    "label::Español (es)": "¿Qué te ayudó a descansar?", "relevant": "${call} = 'yes'",
    "why::English (en)": "So that nights here become quieter.",
    "why::Español (es)": "Para que las noches aquí sean más tranquilas.",
}


def text_of(item):
    return "".join(t.text or "" for t in item.iter("{%s}t" % MAIN))


def main(old, new):
    xml.register_namespace("", MAIN)
    book = zipfile.ZipFile(old)
    parts = {name: book.read(name) for name in book.namelist()}
    shared = xml.fromstring(parts["xl/sharedStrings.xml"])
    words = [text_of(item) for item in shared]
    shared[words.index(SAID)].find("{%s}t" % MAIN).text = SAYS
    parts["xl/sharedStrings.xml"] = xml.tostring(shared)

    sheet = xml.fromstring(parts["xl/worksheets/sheet1.xml"])
    rows = sheet.find("{%s}sheetData" % MAIN)
    heads = {words[int(c.find("{%s}v" % MAIN).text)]: re.sub(r"\d", "", c.get("r")) for c in rows[0]}
    number = int(rows[-1].get("r")) + 1
    row = xml.SubElement(rows, "{%s}row" % MAIN, r=str(number))
    for head, column in heads.items():
        if head in QUESTION:
            cell = xml.SubElement(row, "{%s}c" % MAIN, r=column + str(number), t="inlineStr")
            xml.SubElement(xml.SubElement(cell, "{%s}is" % MAIN), "{%s}t" % MAIN).text = QUESTION[head]
    parts["xl/worksheets/sheet1.xml"] = xml.tostring(sheet)
    with zipfile.ZipFile(new, "w", zipfile.ZIP_DEFLATED) as out:
        for name, data in parts.items():
            out.writestr(name, data)


main(*sys.argv[1:])
