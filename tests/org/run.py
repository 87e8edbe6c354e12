"""Runs a shipped SQL file as an organisation would: `run.py duckdb|clickhouse INPUT OUTPUT`.

INPUT is a pattern of transcripts for DuckDB, and rows of `otel_logs` as JSON lines for ClickHouse's engine. The SQL's
files are written to OUTPUT. Hashes are of the salt "pepper" and the person "ada".
"""

import os
import sys

COLUMNS = "Timestamp DateTime64(9{}), ServiceName {}, Body String, LogAttributes Map({}, String)"
SQL = os.path.join(os.path.dirname(__file__), "..", "..", "sql")


def sql(name):
    with open(os.path.join(SQL, name), encoding="utf-8") as file:
        return file.read()


def duckdb(given):
    import duckdb

    database = duckdb.connect()
    database.execute("set variable salt = 'pepper'; set variable person = 'ada'")
    database.execute("set variable files = '{}'".format(given.replace("'", "''")))
    database.execute(text)


def clickhouse(given):
    from chdb import session

    server = session.Session()
    # As the exporter lays the table out, in the columns that are read.
    low = "LowCardinality(String)"
    server.query(f"create table otel_logs ({COLUMNS.format('', low, low)}) engine = MergeTree order by (ServiceName, Timestamp)")
    structure = COLUMNS.format(", \\'UTC\\'", "String", "String")
    server.query(f"insert into otel_logs select * from file('{given}', 'JSONEachRow', '{structure}')")
    server.query("set param_salt = 'pepper'")
    for statement in text.split(";\n"):
        if statement.strip():
            server.query(statement)


engine, given, output = sys.argv[1:]
text = sql({"duckdb": "transcripts.duckdb.sql", "clickhouse": "otel_logs.clickhouse.sql"}[engine])
os.makedirs(output, exist_ok=True)
os.chdir(output)
{"duckdb": duckdb, "clickhouse": clickhouse}[engine](given)
