#!/usr/bin/env python3
"""opens.py FILE.xlsx SHEET CELL TEXT: whether another reader of workbooks finds the text in the cell.

With openpyxl where it is there, and always with nothing but zip and XML as the format describes them."""

import sys
import xml.etree.ElementTree as xml
import zipfile

MAIN = '{http://schemas.openxmlformats.org/spreadsheetml/2006/main}'
DOC = '{http://schemas.openxmlformats.org/officeDocument/2006/relationships}'


def by_hand(path, sheet, name):
    book = zipfile.ZipFile(path)
    assert book.testzip() is None
    links = {r.get('Id'): r.get('Target') for r in xml.fromstring(book.read('xl/_rels/workbook.xml.rels'))}
    outline = xml.fromstring(book.read('xl/workbook.xml'))
    part = next(links[s.get(DOC + 'id')] for s in outline.iter(MAIN + 'sheet') if s.get('name') == sheet)
    strings = [''.join(t.text or '' for t in s.iter(MAIN + 't'))
               for s in xml.fromstring(book.read('xl/sharedStrings.xml')).iter(MAIN + 'si')]
    cell = next(c for c in xml.fromstring(book.read('xl/' + part)).iter(MAIN + 'c') if c.get('r') == name)
    assert cell.get('t') == 's'
    return strings[int(cell.find(MAIN + 'v').text)]


def by_openpyxl(path, sheet, name, otherwise):
    try:
        import openpyxl
    except ImportError:
        return otherwise
    return openpyxl.load_workbook(path)[sheet][name].value


path, sheet, name, text = sys.argv[1:]
assert by_hand(path, sheet, name) == text, by_hand(path, sheet, name)
assert by_openpyxl(path, sheet, name, text) == text
