// Logs read in the page's worker: from the files' choice to the totals in the page, what
// memory that takes, and the longest frame meanwhile; and ccusage over the same files.
//   node benches/worker.mjs ADDRESS   for these figures alone, of the page at an address
// SAWTOOTH_LOGS names a folder of transcripts to read many times over; without it the tests'
// home stands in, with as long results between its answers as real logs have.
import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

const root = join(import.meta.dirname, "..");
const MEGABYTES = 500;
/**
 * A transcript's mean length in the public sources that are somebody's own work (sniffly,
 * episodic-memory, claude-code-viewer): 4.9 MB in 14 files.
 */
const KILOBYTES = 350;
const LINES = 180;

/** A folder as Claude Code keeps it, so many megabytes in `projects`, made once. */
export function folder(megabytes = MEGABYTES, kilobytes = KILOBYTES) {
    const source = process.env.SAWTOOTH_LOGS;
    const own = source?.replaceAll(/[^A-Za-z0-9]+/g, "-") ?? `${kilobytes}-${LINES}`;
    const made = join(root, "target", `bench-logs-${megabytes}-${own}`);
    if (existsSync(made)) return made;
    const part = `${made}.part`;
    rmSync(part, { recursive: true, force: true });
    mkdirSync(part, { recursive: true });
    const home = source ?? realistic(join(root, "tests/logs/home/projects"), join(part, "home"));
    const options = [home, join(part, "projects"), megabytes, source ? 0 : kilobytes].map(String);
    execFileSync("node", [join(root, "benches/replicate.mjs"), ...options]);
    rmSync(join(part, "home"), { recursive: true, force: true });
    renameSync(part, made);
    return made;
}

export const files = (folder) =>
    readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
        entry.isDirectory() ? files(join(folder, entry.name)) : [join(folder, entry.name)]);

/** With results between the answers so long that there are 90 calls a megabyte, as in real logs. */
function realistic(from, to) {
    cpSync(from, to, { recursive: true });
    const long = '     1\u2192    let said = \\"tide\\";\\n'.repeat(LINES);
    for (const path of files(to)) {
        const lines = readFileSync(path, "utf8").split("\n").map((line) =>
            line.includes('"tool_result"') ? line.replace('"content":"', `$&${long}`).replace('"stdout":"', `$&${long}`) : line);
        writeFileSync(path, lines.join("\n"));
    }
    return to;
}

const FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--window-size=1280,900"];

/** Reads the folder in a fresh browser, and once more: seconds, bytes of memory, milliseconds of the longest frame. */
export async function read(address, modules, executablePath, folder) {
    const puppeteer = createRequire(`${modules}/`)("puppeteer-core");
    const browser = await puppeteer.launch({ executablePath, headless: true, args: FLAGS, protocolTimeout: 600_000 });
    try {
        const page = await browser.newPage();
        await page.evaluateOnNewDocument(watch);
        await page.goto(address);
        await page.waitForFunction(() => document.documentElement.dataset.started !== undefined
            && !document.querySelector(".later[aria-busy]"));
        const all = files(join(folder, "projects"));
        const give = async () => {
            await page.evaluate(() => { window.read = { longest: 0 }; });
            // Wherever the page has scrolled to; the chooser is waited for before it can come.
            const click = () => page.$eval("#logs-files", (input) => input.click());
            const [chooser] = await Promise.all([page.waitForFileChooser(), click()]);
            // A person takes longer to choose.
            await new Promise((done) => setTimeout(done, 1000));
            await chooser.accept(all);
            await page.waitForFunction(() => window.read.done, { timeout: 300_000 });
            const { done, given, ...rest } = await page.evaluate(() => window.read);
            return { seconds: (done - given) / 1000, ...rest };
        };
        const first = await give();
        const again = await give();
        const bytes = all.reduce((sum, path) => sum + statSync(path).size, 0);
        return { ...first, files: all.length, bytes, rate: bytes / 1e6 / first.seconds, again };
    } finally {
        await browser.close();
    }
}

/** In the page: when files were given, when the totals stood there, and every frame until they came. */
function watch() {
    window.read = { longest: 0 };
    addEventListener("change", () => {
        if (window.read.given) return;
        window.read.given = performance.now();
        let last = window.read.given;
        const frame = (now) => {
            window.read.longest = Math.max(window.read.longest, now - last);
            last = now;
            if (!window.read.shown) requestAnimationFrame(frame);
        };
        requestAnimationFrame(frame);
    }, true);
    window.Worker = class extends Worker {
        constructor(...all) {
            super(...all);
            this.addEventListener("message", ({ data }) => {
                // Reply::Done, whose place among the replies is 6 (tests/browser/reading.rs): reading, summary and memory, as postcard packs them.
                if (data[0] !== 6) return;
                let at = 1;
                const number = () => {
                    let value = 0;
                    for (let shift = 0, byte = 128; byte & 128; shift += 7) {
                        byte = data[at++];
                        value |= (byte & 127) << shift;
                    }
                    return value;
                };
                number();
                const length = number();
                const text = new TextDecoder().decode(data.subarray(at, at + length));
                const memory = new DataView(data.buffer).getFloat64(at + length, true);
                window.read.shown = true;
                // After the page's own listener, and after what it changed is painted.
                requestAnimationFrame(() => setTimeout(() => {
                    Object.assign(window.read, { done: performance.now(), memory, text });
                }));
            });
        }
    };
}

/** ccusage on the same files: seconds, single-threaded and as it comes. */
export function ccusage(modules, folder) {
    const program = join(modules, ".bin/ccusage");
    const run = (...more) => {
        const start = performance.now();
        const env = { ...process.env, CLAUDE_CONFIG_DIR: folder };
        const options = ["claude", "daily", "--json", "--offline", ...more];
        const { status, stderr } = spawnSync(program, options, { env, encoding: "utf8", maxBuffer: 1 << 28 });
        if (status !== 0) throw new Error(`ccusage: ${stderr}`);
        return (performance.now() - start) / 1000;
    };
    return { threads: run(), single: run("--single-thread") };
}

const ROUNDS = 3;

/** Rows of the report: each figure, its goal, and whether it is met; of several rounds the fastest. */
export async function rows(address, modules, browser, others) {
    const logs = folder();
    const rounds = [];
    for (let i = 0; i < ROUNDS; i += 1) rounds.push(await read(address, modules, browser, logs));
    const best = rounds.reduce((a, b) => (b.rate > a.rate ? b : a));
    const mb = (bytes) => `${(bytes / 1e6).toFixed(0)} MB`;
    const rate = (seconds) => `${(best.bytes / 1e6 / seconds).toFixed(0)} MB/s`;
    const { threads, single } = ccusage(others, logs);
    const again = Math.min(...rounds.map((round) => round.again.seconds));
    const longest = Math.max(...rounds.map((round) => round.longest));
    return [
        [`logs in the worker, ${mb(best.bytes)} in ${best.files.toLocaleString("en")} files`, rate(best.seconds), "500 MB/s", best.rate >= 500],
        ["  the slowest of the rounds", rate(Math.max(...rounds.map((round) => round.seconds))), "", true],
        ["  memory of its program", mb(best.memory), "under 200 MB", best.memory < 200e6],
        ["  the same files once more", `${(again * 1000).toFixed(0)} ms`, "a tenth of it", again <= best.seconds / 10],
        ["  the page's longest frame meanwhile", `${longest.toFixed(0)} ms`, "under 34 ms", longest < 34],
        ["  the same files by ccusage, one thread", rate(single), "", true],
        ["    and with all", rate(threads), "", true],
    ];
}

if (process.argv[1] === import.meta.filename) {
    const tool = (what) => execFileSync(join(root, "scripts/tools.sh"), [what], { encoding: "utf8" }).trim();
    const all = await rows(process.argv[2], tool("lighthouse-folder"), tool("find-browser"), tool("ccusage-folder"));
    for (const [what, measured, goal] of all) console.log(`${what.padEnd(56)}${measured.padStart(10)}   ${goal}`.trimEnd());
}
