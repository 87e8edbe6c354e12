// Logs read natively on every core, beside ccusage: whole processes over the same warm files, in
// turns, each with its wall time, processor time and peak memory.
//   node benches/native.mjs   for these figures alone, of the built example
// SAWTOOTH_LOGS names a folder of transcripts to read many times over, as in worker.mjs.
import { execFileSync, spawnSync } from "node:child_process";
import { chmodSync, existsSync, statSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { files, folder } from "./worker.mjs";

const root = join(import.meta.dirname, "..");
const MEGABYTES = 1000;
/** So that there are 7,000 files: most sessions are short, and every sub-agent has a file. */
const KILOBYTES = 140;
const ROUNDS = 5;

// The kernel counts a process that has ended, and what it started; no sampling misses its peak.
const MEASURE = `
import os, sys, time
out = os.open(os.devnull, os.O_WRONLY)
start = time.perf_counter()
child = os.posix_spawn(sys.argv[1], sys.argv[1:], os.environ, file_actions=[(os.POSIX_SPAWN_DUP2, out, 1)])
_, status, use = os.wait4(child, 0)
print(time.perf_counter() - start, use.ru_utime + use.ru_stime, use.ru_maxrss * 1024, status)
`;

function measure(command, env = {}) {
    const options = { encoding: "utf8", env: { ...process.env, ...env } };
    const { stdout, stderr } = spawnSync("python3", ["-c", MEASURE, ...command], options);
    const [wall, cpu, memory, status] = (stdout ?? "").trim().split(" ").map(Number);
    if (status !== 0) throw new Error(`${command[0]}: ${stderr}`);
    return { wall, cpu, memory };
}

/** ccusage's own program, without the script that finds and starts it: that is 50 ms and 45 MB of Node. */
function other(modules) {
    const own = join(modules, "@ccusage", `ccusage-${process.platform}-${process.arch}`, "bin/ccusage");
    if (!existsSync(own)) return join(modules, ".bin/ccusage");
    // Its package leaves that to the script, which runs nowhere here.
    chmodSync(own, 0o755);
    return own;
}

/** Rows of the report: each figure, its goal, and whether it is met; of several rounds the middle one. */
export function rows(modules) {
    if (spawnSync("python3", ["--version"]).status !== 0) {
        return [["logs natively beside ccusage: needs python3", "-", "", true]];
    }
    const logs = folder(MEGABYTES, KILOBYTES);
    const all = files(logs);
    const bytes = all.reduce((sum, path) => sum + statSync(path).size, 0);
    const target = process.env.CARGO_TARGET_DIR ?? join(root, "target");
    const ours = () => measure([join(target, "release/sawtooth"), "usage", join(logs, "projects"), "--json"]);
    const theirs = () =>
        measure([other(modules), "claude", "daily", "--json", "--offline"], { CLAUDE_CONFIG_DIR: logs });
    // Once each before anything counts, so that the files are in memory.
    ours();
    theirs();
    const rounds = Array.from({ length: ROUNDS }, () => [ours(), theirs()]);
    const middle = (of) => rounds.map(of).sort((a, b) => a - b)[(ROUNDS - 1) / 2];
    const seconds = (n) => `${n.toFixed(2)} s`;
    const mb = (n) => `${(n / 1e6).toFixed(0)} MB`;
    const compared = (what, key, words) => {
        // Of each round its own ratio: what else the machine did was beside both.
        const ratio = middle(([a, b]) => a[key] / b[key]);
        const both = [0, 1].map((who) => words(middle((round) => round[who][key])));
        return [
            [`  ${what}`, both[0], "", true],
            ["    ccusage's", both[1], "", true],
            ["    of ccusage's", `${(ratio * 100).toFixed(0)}%`, "at most 25%", ratio <= 0.25],
        ];
    };
    return [
        [`${mb(bytes)} natively in ${all.length.toLocaleString("en")} files, ${availableParallelism()} cores`,
            `${(bytes / 1e6 / middle(([a]) => a.wall)).toFixed(0)} MB/s`, "", true],
        ...compared("wall time", "wall", seconds),
        ...compared("processor time", "cpu", seconds),
        ...compared("peak memory", "memory", mb),
    ];
}

if (process.argv[1] === import.meta.filename) {
    const tool = (what) => execFileSync(join(root, "scripts/tools.sh"), [what], { encoding: "utf8" }).trim();
    for (const [what, measured, goal, met] of rows(process.argv[2] ?? tool("ccusage-folder"))) {
        console.log(`${what.padEnd(56)}${measured.padStart(10)}   ${goal.padEnd(14)} ${met ? "" : "MISSED"}`.trimEnd());
    }
}
