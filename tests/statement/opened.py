"""Opens a workbook with openpyxl and prints its cells as JSON: `opened.py FILE`.

Each sheet is a list of rows, each cell its value, or for a formula {"formula", "result", "sum"}: the result that the
file has of it, and what the cells that it names add up to.
"""

import datetime
import json
import re
import sys

from openpyxl import load_workbook

SUM = re.compile(r"=SUM\(([A-Z]+\d+:[A-Z]+\d+)\)")


def value(cell):
    if isinstance(cell.value, datetime.datetime):
        return cell.value.date().isoformat()
    if cell.hyperlink:
        link = cell.hyperlink
        return "#".join(part for part in (link.target, link.location) if part)
    return cell.value


def read(cell, results):
    if cell.data_type != "f":
        return value(cell)
    ranges = SUM.fullmatch(cell.value).group(1)
    numbers = (one.value for row in results[ranges] for one in row)
    return {
        "formula": cell.value,
        "result": results[cell.coordinate].value,
        "sum": sum(number for number in numbers if isinstance(number, (int, float))),
    }


formulas = load_workbook(sys.argv[1])
results = load_workbook(sys.argv[1], data_only=True)
book = {
    sheet.title: [[read(cell, results[sheet.title]) for cell in row] for row in sheet.iter_rows()]
    for sheet in formulas
}
json.dump(book, sys.stdout)
