"""Validates every datapackage.json and *.csv-metadata.json below a folder, with its CSV; prints what is wrong."""

import pathlib
import sys
import warnings

import frictionless
from csvw import CSVW

found = 0
for path in sorted(pathlib.Path(sys.argv[1]).rglob("*.json")):
    if path.name == "datapackage.json":
        found += 1
        report = frictionless.validate(str(path))
        if not report.valid:
            print(path, report.errors, report.flatten(["rowNumber", "fieldName", "type", "note"]))
    elif path.name.endswith(".csv-metadata.json"):
        found += 1
        with warnings.catch_warnings(record=True) as told:
            warnings.simplefilter("always")
            described = CSVW(str(path), validate=True)
            try:
                is_valid = described.is_valid
            except ValueError as error:
                is_valid = False
                print(path, error)
        if not is_valid or told:
            print(path, "valid:", is_valid, *[warning.message for warning in told])
print("validated:", found)
