"""Any bytes end in a table or a DataError, in bounded time and memory, bombs included.

Each file is read in a process of its own, whose time and peak of memory are looked at.
"""

import contextlib
import io
import json
import re
import subprocess
import sys
import zipfile
import zlib
from pathlib import Path
from time import process_time

import pytest

from toolkit import DataError, read_export

pytestmark = pytest.mark.skipif(
    not Path("/proc/self/status").exists(), reason="the peak of memory is told by Linux"
)

HEAD = (
    b"Campaign name,Reach,Impressions,Link clicks,Amount spent (EUR),"
    b"Reporting starts,Reporting ends\n"
)
ROW = b"Spring,5,9,1,2.50,2026-03-01,2026-03-01\n"
SECONDS, FREE = 30, 500_000_000
READ = """
import json, os, sys, time
from toolkit import DataError, read_export
start = time.process_time()
told = {}
for path in sys.argv[1:]:
    try:
        told[path] = len(read_export(path).table)
    except DataError as error:
        told[path] = str(error)
# What the system says of a child by getrusage includes its parent before the child began.
status = open("/proc/self/status").read()
peak = 1024 * int(status.split("VmHWM:")[1].split()[0])
print(json.dumps([told, time.process_time() - start, peak]), flush=True)
# How threads of libraries end with the process is theirs, and on a busy machine not always well.
os._exit(0)
"""


def read(folder, **files):
    """What becomes of each file, read in one fresh process, which holds to the limits."""
    paths = {}
    for name, content in files.items():
        path = folder / name.replace("__", ".")
        path.write_bytes(content)
        paths[str(path)] = name
    done = subprocess.run(
        [sys.executable, "-c", READ, *paths],
        capture_output=True, text=True, check=False, timeout=4 * SECONDS,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-500:]
    told, seconds, peak = json.loads(done.stdout)
    assert seconds < SECONDS
    assert peak < 10 * max(map(len, files.values())) + FREE
    return {paths[path]: what for path, what in told.items()}


def packed(**members):
    """A zip archive."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name.replace("__", "."), content)
    return buffer.getvalue()


def workbook(rows, shared=""):
    """The least xlsx that opens, of rows and shared texts as XML."""
    office = "http://schemas.openxmlformats.org"
    main, kinds = f"{office}/spreadsheetml/2006/main", f"{office}/officeDocument/2006/relationships"
    related = f'<Relationships xmlns="{office}/package/2006/relationships">'
    members = {
        "[Content_Types].xml": f'<Types xmlns="{office}/package/2006/content-types"/>',
        "_rels/.rels": f'{related}<Relationship Id="a" Type="{kinds}/officeDocument" '
        'Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{kinds}"><sheets>'
        '<sheet name="S" sheetId="1" r:id="a"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'{related}<Relationship Id="a" Type="{kinds}/worksheet" '
        f'Target="worksheets/sheet1.xml"/><Relationship Id="b" Type="{kinds}/sharedStrings" '
        'Target="sharedStrings.xml"/></Relationships>',
        "xl/sharedStrings.xml": f'<sst xmlns="{main}">{shared}</sst>',
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{main}"><sheetData>{rows}</sheetData>'
        "</worksheet>",
    }
    return packed(**members)


def nested(depth):
    content = HEAD + ROW
    for _ in range(depth):
        content = packed(inner__zip=content)
    return content


def lying(archive, member, *, sealed):
    """An archive that states of one member that it is its first 1000 bytes.

    If ``sealed``, the checksum is theirs, too, so that nothing shows before they are read past.
    """
    content = zipfile.ZipFile(io.BytesIO(archive)).read(member)
    said = [(len(content), 1000)]
    said += [(zlib.crc32(content), zlib.crc32(content[:1000]))] if sealed else []
    for true, stated in said:
        archive = archive.replace(true.to_bytes(4, "little"), stated.to_bytes(4, "little"))
    return archive


def test_the_least_workbook_opens(tmp_path):
    cells = "".join(f"<c t='str'><v>{name}</v></c>" for name in ("post_id", "impressions"))
    rows = f"<row>{cells}</row><row><c t='str'><v>a</v></c><c><v>3</v></c></row>"

    assert read(tmp_path, plain__xlsx=workbook(rows)) == {"plain__xlsx": 1}


INNER = packed(a__csv=bytes(20_000_000))


@pytest.mark.parametrize(
    ("content", "why"),
    [
        pytest.param(lambda: packed(a__csv=bytes(600_000_000)), "unpacks to far", id="zeros"),
        pytest.param(
            lambda: lying(packed(a__csv=b"0" * 100_000_000), "a.csv", sealed=False),
            "cannot be opened", id="a table that is larger than it says",
        ),
        pytest.param(
            lambda: lying(packed(a__csv=HEAD + ROW * 2_000_000), "a.csv", sealed=True),
            "cannot be opened", id="a table that is larger than it says, and sealed",
        ),
        pytest.param(
            lambda: lying(
                workbook("<row><c><v>1</v></c></row>" * 3_000_000),
                "xl/worksheets/sheet1.xml", sealed=True,
            ),
            "cannot be opened", id="a sheet that is larger than it says",
        ),
        pytest.param(
            lambda: lying(
                workbook(
                    '<row><c t="s"><v>0</v></c></row>', "<si><t>some text</t></si>" * 4_000_000
                ),
                "xl/sharedStrings.xml", sealed=True,
            ),
            "cannot be opened", id="texts that are larger than they say",
        ),
        pytest.param(
            lambda: packed(**{f"{n}__csv": HEAD + ROW for n in range(2000)}), "more tables",
            id="many members",
        ),
        pytest.param(lambda: nested(60), "unpacks to far", id="archives within archives"),
        pytest.param(
            lambda: packed(**dict.fromkeys(map("{}__zip".format, range(90)), INNER)),
            "unpacks to far", id="many archives in one",
        ),
        pytest.param(
            lambda: workbook('<row r="1048576"><c r="XFD1048576"><v>2</v></c></row>'),
            "far apart", id="a cell in the far corner",
        ),
        pytest.param(
            lambda: workbook("<row><c><v>1</v></c></row>" * 3_000_000), "its size",
            id="a sheet of many cells",
        ),
        pytest.param(
            lambda: workbook(
                "<row><c t=\"s\"><v>0</v></c></row>" * 20_000,
                f"<si><t>{'a' * 100_000}</t></si>",
            ),
            "its size", id="a long text that cells share",
        ),
    ],
)  # fmt: skip
def test_a_bomb_is_refused_with_what_to_do(tmp_path, content, why):
    (refusal,) = read(tmp_path, bomb=content()).values()

    assert isinstance(refusal, str)
    assert why in refusal


def test_empty_rows_and_columns_cost_little(tmp_path):
    told = read(
        tmp_path,
        below__csv=HEAD + ROW + b"\n" * 5_000_000,
        commas__csv=HEAD + ROW + b",,,,,,\n" * 300_000,
        wide__csv=HEAD.strip() + b"," * 1_000_000 + b"\n" + ROW,
        between__csv=HEAD + b"\n" * 5_000_000 + ROW,
    )

    assert told["below__csv"] == told["commas__csv"] == 1
    assert "columns" in told["wide__csv"]
    assert "almost all empty" in told["between__csv"]


def test_endless_lines_and_cells_end_in_a_refusal(tmp_path):
    rest = b",1,2.50,2026-03-01,2026-03-01\n" + ROW
    told = read(
        tmp_path,
        letters=b"a" * 50_000_000,
        commas=b"a," * 10_000_000,
        quotes=b'"' * 20_000_000,
        open_quote=HEAD + b'"' + ROW * 300_000,
        digits=HEAD + b"S,5," + b"9" * 10_000_000 + rest,
        spaces=HEAD + b"S,5,x" + b" " * 10_000_000 + b"x" + rest,
    )

    assert all(isinstance(refusal, str) for refusal in told.values())


@pytest.mark.parametrize("cell", [b"1,", b"1.", b"9", b" ", b"Jan ", b"(", b"\xc2\xa0", b"USD"])
@pytest.mark.parametrize("column", range(7))
def test_no_pattern_is_slow_on_a_long_cell(tmp_path, cell, column):
    """A megabyte in a cell fits a block, so that every pattern sees it."""
    row = ROW.strip().split(b",")
    row[column] = b'"x' + cell * (1_000_000 // len(cell)) + b'x"'
    path = tmp_path / "long.csv"
    path.write_bytes(HEAD + b",".join(row) + b"\n" + ROW)

    start = process_time()
    with contextlib.suppress(DataError):
        assert len(read_export(path).table) == 2
    assert process_time() - start < SECONDS


def test_markup_is_read_in_one_pass(tmp_path):
    row = "".join(f"<td>{cell}</td>" for cell in ROW.decode().strip().split(","))
    head = "".join(f"<th>{cell}</th>" for cell in HEAD.decode().strip().split(","))
    told = read(
        tmp_path,
        rows__xls=f"<table><tr>{head}</tr>{f'<tr>{row}</tr>' * 20_000}</table>".encode(),
        deep__xls=b"<html>" + b"<table><tr><td>" * 50_000,
        index__xls=b'<?xml version="1.0"?><a xmlns="urn:schemas-microsoft-com:office:spreadsheet">'
        b'<table><row><cell ss:index="900000000">1</cell></row></table></a>',
    )

    assert told["rows__xls"] == 20_000
    assert re.search("tables|known", str(told["deep__xls"]))
    assert "not an export" in told["index__xls"]
