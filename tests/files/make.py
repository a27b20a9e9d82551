#!/usr/bin/env python3
"""Makes the files of this folder, once (needs ImageMagick's convert). Each picture carries the words of
CANARY in every place that is not needed to draw it; a test looks that none of them is kept."""
import io
import os
import struct
import subprocess
import tempfile
import wave
import zipfile
import zlib

HERE = os.path.dirname(os.path.abspath(__file__))
CANARY = b"CANARY-47.3769N-8.5417E"


def drawn(kind, *more):
    out = subprocess.run(["convert", "-size", "48x32", "gradient:white-navy", *more, kind + ":-"],
                         stdout=subprocess.PIPE, check=True)
    return out.stdout


def write(name, data):
    with open(os.path.join(HERE, name), "wb") as f:
        f.write(data)


def exif(up):
    """Which way is up, a place, and the name of a camera."""
    camera = CANARY + b"\0"
    head = b"MM\0*" + struct.pack(">I", 8) + struct.pack(">H", 2)
    entries = struct.pack(">HHIHH", 0x0112, 3, 1, up, 0)
    entries += struct.pack(">HHII", 0x0110, 2, len(camera), 8 + 2 + 24 + 4)
    return head + entries + struct.pack(">I", 0) + camera


def segment(marker, data):
    return bytes([0xFF, marker]) + struct.pack(">H", len(data) + 2) + data


def jpeg(up, progressive=False):
    plain = drawn("jpeg", *(["-interlace", "JPEG"] if progressive else []))
    extra = segment(0xE1, b"Exif\0\0" + exif(up)) + segment(0xFE, CANARY)
    extra += segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0" + CANARY)
    extra += segment(0xED, b"Photoshop 3.0\0" + CANARY) + segment(0xE2, b"MPF\0" + CANARY)
    return plain[:2] + extra + plain[2:] + CANARY


def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png():
    plain = drawn("png")
    extra = chunk(b"tEXt", b"Comment\0" + CANARY) + chunk(b"eXIf", exif(1)) + chunk(b"iTXt", CANARY)
    at = 8 + 25
    return plain[:at] + extra + plain[at:] + CANARY


def webp():
    plain = drawn("webp")
    extended = b"VP8X" + struct.pack("<I", 10) + bytes([0x0C, 0, 0, 0]) + (47).to_bytes(3, "little")
    extended += (31).to_bytes(3, "little")
    chunks = extended + plain[12:]
    for kind in (b"EXIF", b"XMP "):
        chunks += kind + struct.pack("<I", len(CANARY)) + CANARY + b"\0" * (len(CANARY) & 1)
    return b"RIFF" + struct.pack("<I", len(chunks) + 4) + b"WEBP" + chunks + CANARY


def pdf():
    return b"%PDF-1.4\n1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj\n2 0 obj <</Type/Pages/Kids[]/Count 0>> endobj\n" \
        b"trailer <</Root 1 0 R>>\n%%EOF\n"


write("signed.jpg", jpeg(6))
write("progressive.jpg", jpeg(1, True))
write("signed.png", png())
write("signed.webp", webp())
write("signed.pdf", pdf())
write("phone.heic", b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + b"\0" * 64)


def sound():
    """A tenth of a second."""
    out = io.BytesIO()
    with wave.open(out, "wb") as w:
        w.setparams((1, 1, 8000, 0, "NONE", ""))
        w.writeframes(bytes(128 + (i % 40) for i in range(800)))
    return out.getvalue()


SURVEY = """type,name,label::English (en),label::Español (es),why::English (en),why::Español (es),image::English (en),\
image::Español (es),audio::English (en),compartment
note,hello,"Look at the room, and listen.",Mira y escucha.,,,room.png,cuarto.png,hello.wav,
select_one cup,drink,What would you like to drink?,¿Qué quieres beber?,So that it is there.,Para que lo haya.,,,,
audio,told,Would you rather say it?,¿Prefieres decirlo?,Some things are easier said.,A veces es más fácil.,,,,
image,door,A picture of the door,Una foto de la puerta,So that it is mended.,Para arreglarla.,,,,
"""
CHOICES = """list_name,name,label::English (en),label::Español (es),image
cup,tea,Tea,Té,tea.webp
cup,water,Water,Agua,water.jpg
"""
SETTINGS = """form_title::English (en),form_title::Español (es),form_id,version,about,default_language
A cup and a room,Una taza y un cuarto,cup-and-room,1,person,English (en)
"""


ROUND = """type,name,label,why
image,door,The front door,So that a repair can be asked for.
audio,noise,The noise at night,So that others hear what we mean.
file,lease,The lease,So that it is found.
select_one town,town,Where is the next office?,So that we know the way.
select_multiple town,towns,Where else?,So that we know the way.
"""
ROUND_SETTINGS = """form_id,form_title,version,about
a-round,A round through the house,1,organisation
"""


def towns():
    """More than anybody looks through."""
    parts = "ka mi to ru na be lo si".split()
    names = [a + b + c for a in parts for b in parts for c in parts][:260]
    return "list_name,name,label\n" + "".join(
        f"town,t{i},{name.capitalize()} {'North' if i % 2 else 'South'}\n" for i, name in enumerate(names))


def workbook(program, survey, choices, settings):
    """A form as the program writes it."""
    with tempfile.TemporaryDirectory() as folder:
        for name, text in (("survey", survey), ("choices", choices), ("settings", settings)):
            with open(f"{folder}/{name}.csv", "w", encoding="utf-8") as f:
                f.write(text)
        subprocess.run([program, "pack", "export", folder, f"{folder}/form.xlsx"], check=True)
        with open(f"{folder}/form.xlsx", "rb") as f:
            return f.read()


def package(sheet):
    """The form and its media as people send them, with what a system adds."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as z:
        def put(name, data):
            z.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), data)
        put("cup/cup-and-room.xlsx", sheet)
        put("cup/media/room.png", png())
        put("cup/media/cuarto.png", drawn("png"))
        put("cup/media/Tea.WEBP", webp())
        put("cup/media/water.jpg", jpeg(1))
        put("cup/media/hello.wav", sound())
        put("cup/media/unused.png", drawn("png"))
        put("__MACOSX/cup/._cup-and-room.xlsx", b"x")
    return out.getvalue()


write("hello.wav", sound())
# KINTSUGI is the program, for the forms.
if "KINTSUGI" in os.environ:
    write("a-round.xlsx", workbook(os.environ["KINTSUGI"], ROUND, towns(), ROUND_SETTINGS))
    book = workbook(os.environ["KINTSUGI"], SURVEY, CHOICES, SETTINGS)
    write("cup-and-room.xlsx", book)
    write("cup-and-room.zip", package(book))
