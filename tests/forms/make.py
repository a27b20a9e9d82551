#!/usr/bin/env python3
"""make.py: writes tests/forms/xlsx/ anew: workbooks as spreadsheet programs make them, and hostile ones.

Only Python's own library is used, and the same bytes come out every time. tests/unit/forms_workbook_test.c
reads them. The small ones, and the forms in words beside it, are also the seeds of the fuzzers."""

import io
import os
import shutil
import zipfile

HERE = os.path.dirname(os.path.abspath(__file__))
OUT = os.path.join(HERE, 'xlsx')
SEEDS = os.path.join(HERE, '..', 'fuzz', 'seeds', 'workbook')
CSV_SEEDS = os.path.join(HERE, '..', 'fuzz', 'seeds', 'csv')
MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
DOC = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
PACKAGE = 'http://schemas.openxmlformats.org/package/2006'
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def letters(n):
    out = ''
    n += 1
    while n:
        n, rest = divmod(n - 1, 26)
        out = chr(65 + rest) + out
    return out


def escape(s):
    return s.replace('&', '&amp;').replace('<', '&lt;').replace('>', '&gt;')


def cell(at, value):
    """Text becomes an inline string; ('xml', X) is put in as it stands with the cell's name for {at}."""
    if value is None:
        return ''
    if isinstance(value, tuple):
        return value[1].replace('{at}', at)
    return f'<c r="{at}" t="inlineStr"><is><t xml:space="preserve">{escape(value)}</t></is></c>'


def sheet(rows, after=''):
    body = ''
    for i, row in enumerate(rows, 1):
        cells = ''.join(cell(f'{letters(k)}{i}', v) for k, v in enumerate(row))
        body += f'<row r="{i}">{cells}</row>'
    return f'{HEAD}<worksheet {MAIN}><sheetData>{body}</sheetData>{after}</worksheet>'


def raw(xml):
    return ('xml', xml)


def number(value, style=0):
    return raw(f'<c r="{{at}}" s="{style}"><v>{value}</v></c>')


def shared(index):
    return raw(f'<c r="{{at}}" t="s"><v>{index}</v></c>')


def parts(sheets, strings=None, styles=None, properties='', more=None):
    """The parts of a workbook; sheets are (name, xml)."""
    types = f'{HEAD}<Types xmlns="{PACKAGE}/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>'
    names = ''.join(f'<sheet name="{n}" sheetId="{i}" r:id="rId{i}"/>' for i, (n, _) in enumerate(sheets, 1))
    links = ''.join(f'<Relationship Id="rId{i}" Type="{DOC}/worksheet" Target="worksheets/sheet{i}.xml"/>'
                    for i in range(1, len(sheets) + 1))
    out = {
        '[Content_Types].xml': types,
        '_rels/.rels': f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r1" '
                       f'Type="{DOC}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        'xl/workbook.xml': f'{HEAD}<workbook {MAIN} xmlns:r="{DOC}">{properties}<sheets>{names}</sheets></workbook>',
        'xl/_rels/workbook.xml.rels': f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">{links}</Relationships>',
    }
    for i, (_, xml) in enumerate(sheets, 1):
        out[f'xl/worksheets/sheet{i}.xml'] = xml
    if strings is not None:
        out['xl/sharedStrings.xml'] = f'{HEAD}<sst {MAIN}>{strings}</sst>'
    if styles is not None:
        out['xl/styles.xml'] = f'{HEAD}<styleSheet {MAIN}>{styles}</styleSheet>'
    out.update(more or {})
    return out


def zipped(files):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, 'w', zipfile.ZIP_DEFLATED) as z:
        for name, text in files.items():
            info = zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            z.writestr(info, text)
    return buffer.getvalue()


SURVEY = [['type', 'name', 'label', 'why'], ['text', 'a', 'A?', 'x']]
SETTINGS = [['form_title', 'form_id', 'version'], ['T', 't', '1']]


def form(survey=None, **more):
    return parts([('survey', survey or sheet(SURVEY)), ('settings', sheet(SETTINGS))], **more)


def kinds():
    """Every kind of cell that programs write."""
    strings = ('<si><t>type</t></si>'
               '<si><r><t>How are </t></r><r><rPr><b/></rPr><t xml:space="preserve">you</t></r><rPh sb="0" eb="1">'
               '<t>aid</t></rPh><r><t>?</t></r></si>'
               '<si><t xml:space="preserve">  two_x000D_\nlines &amp; more  </t></si>')
    styles = ('<numFmts count="3"><numFmt numFmtId="164" formatCode="00"/>'
              '<numFmt numFmtId="165" formatCode="[$-409]d\\ mmm\\ yyyy;@"/>'
              '<numFmt numFmtId="166" formatCode="&quot;day&quot;\\ 0.00"/></numFmts>'
              '<cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>'
              '<cellXfs><xf numFmtId="0"/><xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="20"/>'
              '<xf numFmtId="22"><alignment horizontal="left"/></xf><xf numFmtId="2"/><xf numFmtId="9"/><xf numFmtId="166"/>'
              '</cellXfs><cellStyles><cellStyle/></cellStyles>')
    rows = [
        [shared(0), 'name', 'label', 'why', 'default', 'required'],
        ['text', 'rich', shared(1), shared(2), None, raw('<c r="{at}" t="b"><v>1</v></c>')],
        ['text', 'padded', 'L', 'x', number('7', 1)],
        ['text', 'date', 'L', 'x', number('46095', 2)],
        ['text', 'time', 'L', 'x', number('0.5625', 3)],
        ['text', 'moment', 'L', 'x', number('46095.5625', 4)],
        ['text', 'fixed', 'L', 'x', number('2026.1', 5)],
        ['text', 'percent', 'L', 'x', number('0.5', 6)],
        ['text', 'sum', 'L', 'x', number('0.30000000000000004')],
        ['text', 'large', 'L', 'x', number('1234567890123')],
        ['text', 'words', 'L', 'x', number('3.5', 7)],
        ['text', 'plain', 'L', 'x', raw('<c r="{at}" t="str"><v>said</v></c>')],
        ['text', 'old', 'L', 'x', number('59', 2)],
        ['text', 'no', 'L', 'x', raw('<c r="{at}" t="b"><v>0</v></c>')],
        [raw('<c r="{at}" s="1"/>'), raw('<c r="{at}"><v></v></c>')],
        ['note', 'merged', 'M'],
    ]
    return form(sheet(rows, '<mergeCells><mergeCell ref="C16:D17"/></mergeCells>'), strings=strings, styles=styles)


def other_hands():
    """A workbook that went through several hands: an empty sheet of entities, one of external choices that nothing
    uses, hidden sheets, empty rows above the header, numbers as names of choices, yes-no cells, blanks that do not break,
    a list of allowed words, a note of a colleague without a heading."""
    gap = '\u00a0'
    survey = sheet([[], [None, gap],
                    [f'type{gap}', 'name', f'label :: English (en){gap}', 'required', 'relevant', 'default', 'why::English (en)'],
                    [f'select_one{gap}scale', 'calm', f'{gap}How calm is it?', raw('<c r="{at}" t="b"><v>1</v></c>'),
                     None, number('2'), 'To rest', None, 'ask Ana about this'],
                    [],
                    ['integer', f'nights{gap}', 'How many nights?', raw('<c r="{at}" t="b"><v>0</v></c>'),
                     f'${{calm}}{gap}>={gap}2', number('3'), 'To rest']],
                   '<mergeCells count="1"><mergeCell ref="A1:G2"/></mergeCells><dataValidations count="1"><dataValidation '
                   'type="list" sqref="A4:A99"><formula1>types!$A$1:$A$9</formula1></dataValidation></dataValidations>')
    choices = sheet([['list_name', 'name', 'label::English', 'order'], ['scale', number('1'), 'Not', number('1')],
                     ['scale', number('2'), 'A little', number('2')], [], ['scale', number('3'), 'Very', number('3')]])
    settings = sheet([['form_title', 'form_id', 'version', 'default_language'],
                      ['Nights', 'nights in the house', number('20260314'), 'English']])
    files = parts([('survey', survey), ('choices', choices), ('settings', settings),
                   ('entities', sheet([['list_name', 'label', 'save_to']])),
                   ('external_choices', sheet([['list_name', 'name'], ['towns', 'a']])), ('types', sheet([['text']]))])
    files['xl/workbook.xml'] = files['xl/workbook.xml'].replace('<sheet name="types"', '<sheet state="hidden" name="types"')
    return files


def capitals():
    """Sheet names as people write them, a sheet of notes with a formula, paths from the root."""
    files = parts([(' Survey', sheet(SURVEY)), ('SETTINGS', sheet(SETTINGS)),
                   ('notes', sheet([[raw('<c r="A1"><f>1+1</f><v>2</v></c>')]]))])
    files['xl/_rels/workbook.xml.rels'] = files['xl/_rels/workbook.xml.rels'].replace('="worksheets', '="/xl/worksheets')
    return files


def laughs():
    lines = '<!DOCTYPE worksheet [<!ENTITY l0 "ha">' + ''.join(
        f'<!ENTITY l{i} "{f"&l{i - 1};" * 10}">' for i in range(1, 12)) + ']>'
    body = sheet([['type', 'name', 'label'], ['text', 'a', 'LAUGH']]).replace('LAUGH', '&l11;')
    return form(body.replace(HEAD, HEAD + lines))


def outside():
    """An entity that reads a file of the computer."""
    body = sheet([['type', 'name', 'label'], ['text', 'a', 'LAUGH']]).replace('LAUGH', '&e;')
    return form(body.replace(HEAD, HEAD + '<!DOCTYPE w [<!ENTITY e SYSTEM "file:///etc/passwd">]>'))


def liar():
    """A part that says it is small and is not."""
    data = bytearray(zipped(form(sheet(SURVEY) + ' ' * (40 << 20))))
    for sign, at in ((b'PK\x01\x02', 24), (b'PK\x03\x04', 22)):
        where = 0
        while (where := data.find(sign, where)) >= 0:
            size = int.from_bytes(data[where + at:where + at + 4], 'little')
            if size > 1 << 20:
                data[where + at:where + at + 4] = (1000).to_bytes(4, 'little')
            where += 4
    return bytes(data)


def secret():
    """A part under a password: the flag is enough."""
    data = bytearray(zipped(form()))
    for sign, at in ((b'PK\x01\x02', 8), (b'PK\x03\x04', 6)):
        where = 0
        while (where := data.find(sign, where)) >= 0:
            data[where + at] |= 1
            where += 4
    return bytes(data)


OLD = b'\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1' + bytes(504)
FORMULA = [SURVEY[0], ['text', 'a', raw('<c r="{at}" t="str"><f>A1&amp;"?"</f><v>type?</v></c>'), 'x'],
           ['text', 'b', raw('<c r="{at}" t="e"><v>#REF!</v></c>'), 'x']]

FILES = {
    'kinds': zipped(kinds()),
    'capitals': zipped(capitals()),
    'other-hands': zipped(other_hands()),
    'entities': zipped(parts([('survey', sheet(SURVEY)), ('entities', sheet([['list_name', 'label'], ['trees', 'a']]))])),
    'formula': zipped(form(sheet(FORMULA))),
    'macros': zipped(form(more={'xl/vbaProject.bin': 'x'})),
    'password': OLD + 'EncryptedPackage'.encode('utf-16-le'),
    'old': OLD,
    'part-password': secret(),
    'opendocument': zipped({'mimetype': 'application/vnd.oasis.opendocument.spreadsheet', 'content.xml': '<a/>',
                            'META-INF/manifest.xml': '<a/>'}),
    'binary': zipped({'_rels/.rels': form()['_rels/.rels'].replace('workbook.xml', 'workbook.bin')}),
    'other-zip': zipped({'letter.txt': 'Dear all'}),
    'torn': zipped(form())[:-200],
    'torn-xml': zipped(form(sheet(SURVEY)[:-30])),
    'no-survey': zipped(parts([('questions', sheet(SURVEY))])),
    'external': zipped(parts([('survey', sheet(SURVEY)), ('external_choices', sheet(SURVEY))])),
    'laughs': zipped(laughs()),
    'outside': zipped(outside()),
    'bomb': zipped(form(sheet(SURVEY) + ' ' * (100 << 20))),
    'liar': liar(),
    'huge-cell': zipped(form(sheet([SURVEY[0], ['text', 'a', 'A' * (1 << 20), 'x']]))),
    'many-rows': zipped(form(sheet([['n']] + [[number(i // 20)] for i in range(50001)]))),
    'many-questions': zipped(form(sheet([SURVEY[0]] + [['text', f'q{i}', f'Question {i * 7919}?', 'x'] for i in range(6000)]))),
    'many-columns': zipped(form(sheet([SURVEY[0] + [f'c{i}' for i in range(300)], SURVEY[1]]))),
    'far-row': zipped(form(sheet(SURVEY).replace('<row r="2">', '<row r="999999999999999999">').replace('"A2"', '"ZZZ2"'))),
    'empty-styled': zipped(form(sheet(SURVEY).replace('</sheetData>', ''.join(
        f'<row r="{i}"><c r="A{i}" s="1"/><c r="B{i}" s="1"/></row>' for i in range(3, 60000)) + '</sheetData>'))),
}


def loose(files):
    """The parts as tests/fuzz/workbook.c takes them."""
    order = ['xl/worksheets/sheet1.xml', 'xl/sharedStrings.xml', 'xl/styles.xml', 'xl/workbook.xml',
             'xl/_rels/workbook.xml.rels', 'xl/worksheets/sheet2.xml']
    return '\x1e'.join(files.get(name, '') for name in order).encode()


def main():
    for folder in (OUT, SEEDS, CSV_SEEDS):
        shutil.rmtree(folder, ignore_errors=True)
        os.makedirs(folder)
    for name, data in FILES.items():
        with open(os.path.join(OUT, name + '.xlsx'), 'wb') as f:
            f.write(data)
        if len(data) < 5000:
            shutil.copy(os.path.join(OUT, name + '.xlsx'), os.path.join(SEEDS, name))
    for name, files in (('kinds', kinds()), ('plain', form()), ('laughs', laughs())):
        with open(os.path.join(SEEDS, 'parts-' + name), 'wb') as f:
            f.write(loose(files))
    for kind in ('good', 'bad'):
        for name in sorted(os.listdir(os.path.join(HERE, kind))):
            with open(os.path.join(HERE, kind, name), encoding='utf-8') as f:
                sheets = dict(part.partition('\n')[::2] for part in ('\n' + f.read()).split('\n== ')[1:])
            seed = '\x1e'.join(sheets.get(s, '') for s in ('survey', 'choices', 'settings', 'scoring'))
            with open(os.path.join(CSV_SEEDS, name.removesuffix('.form')), 'w', encoding='utf-8') as f:
                f.write(seed)


main()
