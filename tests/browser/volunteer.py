#!/usr/bin/env python3
"""What somebody does in a spreadsheet: changes a label and a version, and adds questions with a condition, a
calculation, a Spanish translation and a reason. volunteer.py OLD.xlsx NEW.xlsx"""
import re
import sys
import xml.etree.ElementTree as xml
import zipfile

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
SAID, SAYS = "Did this feel like a safe place?", "Did you feel safe in this place?"
VERSION, NEXT = "2026.1", "2026.2"
REASON = {"why::English (en)": "So that nights here become quieter.",
          "why::Español (es)": "Para que las noches aquí sean más tranquilas."}
QUESTIONS = [
    {"type": "select_one much", "name": "found_rest", "label::English (en)": "Did you find rest here?",
     "label::Español (es)": "¿Encontraste descanso aquí?", "relevant": "${call} = 'yes'", "countable": "yes", **REASON},
    {"type": "text", "name": "rested", "label::English (en)": "What helped you to rest?",
     "label::Español (es)": "¿Qué te ayudó a descansar?", "relevant": "${found_rest} = 'yes'", **REASON},
    {"type": "integer", "name": "nights", "label::English (en)": "How many nights were you here?",
     "label::Español (es)": "¿Cuántas noches estuviste aquí?", **REASON},
    {"type": "calculate", "name": "weeks", "label::English (en)": "About so many weeks",
     "label::Español (es)": "Más o menos tantas semanas", "calculation": "round(${nights} div 7, 0)"},
]


def text_of(item):
    return "".join(t.text or "" for t in item.iter("{%s}t" % MAIN))


def put_cell(row, column, text):
    cell = xml.SubElement(row, "{%s}c" % MAIN, r=column + row.get("r"), t="inlineStr")
    xml.SubElement(xml.SubElement(cell, "{%s}is" % MAIN), "{%s}t" % MAIN).text = text


def put_row(rows, heads, question):
    row = xml.SubElement(rows, "{%s}row" % MAIN, r=str(int(rows[-1].get("r")) + 1))
    for head, column in heads.items():
        if head in question:
            put_cell(row, column, question[head])


def main(old, new):
    xml.register_namespace("", MAIN)
    book = zipfile.ZipFile(old)
    parts = {name: book.read(name) for name in book.namelist()}
    shared = xml.fromstring(parts["xl/sharedStrings.xml"])
    words = [text_of(item) for item in shared]
    for before, after in ((SAID, SAYS), (VERSION, NEXT)):
        shared[words.index(before)].find("{%s}t" % MAIN).text = after
    parts["xl/sharedStrings.xml"] = xml.tostring(shared)

    sheet = xml.fromstring(parts["xl/worksheets/sheet1.xml"])
    rows = sheet.find("{%s}sheetData" % MAIN)
    heads = {words[int(c.find("{%s}v" % MAIN).text)]: re.sub(r"\d", "", c.get("r")) for c in rows[0]}
    heads["calculation"] = chr(ord("A") + len(heads))
    put_cell(rows[0], heads["calculation"], "calculation")
    for question in QUESTIONS:
        put_row(rows, heads, question)
    parts["xl/worksheets/sheet1.xml"] = xml.tostring(sheet)
    with zipfile.ZipFile(new, "w", zipfile.ZIP_DEFLATED) as out:
        for name, data in parts.items():
            out.writestr(name, data)


main(*sys.argv[1:])
