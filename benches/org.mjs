// What tables for an organisation take: 1 GB of transcripts, by DuckDB, by ClickHouse's engine from the same calls as
// events, and by `--sessions` of the terminal; and reading a table of many sessions back. Seconds and memory of whole
// processes, the fastest of three.
//   node benches/org.mjs [FOLDER]   FOLDER has other transcripts than those that `make bench` replicates
import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { files, folder } from "./worker.mjs";

const root = join(import.meta.dirname, "..");
const MEGABYTES = 1000;
const KILOBYTES = 140;
const ROUNDS = 3;
/** Sessions of a company of 1,000 in a month. */
const SESSIONS = 100_000;
/** Rows with more calls are not taken again and again. */
const MOST_CALLS = 80;

const MEASURE = `
import os, sys, time
start = time.perf_counter()
child = os.posix_spawn(sys.argv[1], sys.argv[1:], os.environ, file_actions=[(os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0)])
_, status, use = os.wait4(child, 0)
print(time.perf_counter() - start, use.ru_maxrss * 1024, status)
`;

const tool = (what) => execFileSync(join(root, "scripts/tools.sh"), [what], { encoding: "utf8" }).trim();
const python = tool("org-python");
const sawtooth = join(process.env.CARGO_TARGET_DIR ?? join(root, "target"), "release/sawtooth");
const out = join(root, "target/bench-org");
const logs = join(process.argv[2] ?? folder(MEGABYTES, KILOBYTES), process.argv[2] ? "" : "projects");

function measure(command) {
    const rounds = Array.from({ length: ROUNDS }, () => {
        const { stdout, stderr } = spawnSync("python3", ["-c", MEASURE, ...command], { encoding: "utf8" });
        const [seconds, memory, status] = (stdout ?? "").trim().split(" ").map(Number);
        if (status !== 0) throw new Error(`${command.join(" ")}: ${stderr}`);
        return { seconds, memory };
    });
    return rounds.reduce((best, round) => (round.seconds < best.seconds ? round : best));
}

function print(what, { seconds, memory }) {
    console.log(`${what.padEnd(52)}${seconds.toFixed(1).padStart(7)} s${Math.round(memory / 1e6).toLocaleString("en").padStart(8)} MB`);
}

/** The calls of the folder as `otel_logs`: an event for each, from the table of lines that DuckDB makes. */
function events(path) {
    const script = `
import duckdb, json, sys
sql = open(sys.argv[1], encoding="utf-8").read().split("copy (")[0]
base = duckdb.connect()
base.execute("set variable salt = 'pepper'; set variable person = 'ada'")
base.execute("set variable files = '" + sys.argv[2].replace("'", "''") + "'")
base.execute(sql)
rows = base.execute("select session, chain, sums_up, model, answered, input, short, hour, read, output, fast from calls").fetchall()
with open(sys.argv[3], "w", encoding="utf-8") as out:
    for at, (session, chain, sums_up, model, time, input, short, hour, read, output, fast) in enumerate(rows):
        source = "compact" if sums_up else "explore" if chain else "repl_main_thread"
        said = {"event.name": "api_request", "event.timestamp": time, "user.id": "ada", "session.id": session, "model": model,
                "query_source": source, "request_id": f"req_{at}", "speed": "fast" if fast else "normal", "cost_usd": "0.1",
                "input_tokens": str(input), "output_tokens": str(output), "cache_read_tokens": str(read),
                "cache_creation_tokens": str(short + hour), "cache_creation_5m_tokens": str(short), "cache_creation_1h_tokens": str(hour)}
        json.dump({"Timestamp": time.replace("T", " ").rstrip("Z"), "ServiceName": "claude-code",
                   "Body": "claude_code.api_request", "LogAttributes": said}, out)
        out.write("\\n")
print(len(rows))
`;
    const sql = join(root, "sql/transcripts.duckdb.sql");
    // DuckDB shows its progress before it.
    const said = execFileSync(python, ["-c", script, sql, `${logs}/**/*.jsonl`, path], { encoding: "utf8" });
    return Number(said.trimEnd().split(/[\r\n]/).at(-1));
}

/** A table of many sessions: those of the folder, again and again under other names. */
function many(from, to) {
    const [header, ...rows] = readFileSync(from, "utf8").trimEnd().split("\n");
    const [session, calls] = ["session", "calls"].map((name) => header.split(",").indexOf(name));
    const usual = rows.map((row) => row.split(",")).filter((cells) => Number(cells[calls]) <= MOST_CALLS);
    const lines = [header];
    let all = 0;
    for (let at = 0; at < SESSIONS; at += 1) {
        const cells = [...usual[at % usual.length]];
        cells[session] = at.toString(16).padStart(12, "0");
        lines.push(cells.join(","));
        all += Number(cells[calls]);
    }
    writeFileSync(to, `${lines.join("\n")}\n`);
    return all;
}

rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });
const all = files(logs).filter((path) => path.endsWith(".jsonl"));
const bytes = all.reduce((sum, path) => sum + statSync(path).size, 0);
console.log(`${Math.round(bytes / 1e6).toLocaleString("en")} MB in ${all.length.toLocaleString("en")} files`);
const run = join(root, "tests/org/run.py");
const tables = ["--salt", "pepper", "--person", "ada"];
print("sawtooth usage --sessions", measure([sawtooth, "usage", logs, "--sessions", join(out, "ours"), ...tables]));
print("sql/transcripts.duckdb.sql", measure([python, run, "duckdb", `${logs}/**/*.jsonl`, join(out, "duckdb")]));
const given = join(out, "events.jsonl");
const count = events(given);
print(`sql/otel_logs.clickhouse.sql, ${count.toLocaleString("en")} events`, measure([python, run, "clickhouse", given, join(out, "clickhouse")]));
const table = join(out, "many.csv");
const calls = many(join(out, "ours/sessions.csv"), table);
const size = `${SESSIONS.toLocaleString("en")} sessions, ${calls.toLocaleString("en")} calls`;
print(`${size} read back`, measure([sawtooth, "usage", table]));
