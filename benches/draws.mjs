// The range of a month beside a straight loop over requests with random draws, in one browser and
// one run: time a draw, and time to the same error.
import { execFileSync } from "node:child_process";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

const root = join(import.meta.dirname, "..");
const out = join(root, "target/draws");
/** P10, P50 and P90 of ten million random draws of the loop, at 40 requests. */
const TRUTH = [84.353, 160.292, 317.642];
const POINTS = 4096;

// What browsers have: with all features of its own wasm-opt writes imports that Chromium refuses.
const FEATURES = ["simd", "bulk-memory", "nontrapping-float-to-int", "sign-ext", "mutable-globals", "reference-types", "multivalue"]
    .map((feature) => `--enable-${feature}`);

/** The library as the page has it: the same profile, wasm-bindgen and wasm-opt. */
function build() {
    const target = process.env.CARGO_TARGET_DIR ?? join(root, "target");
    const command = "build --locked --profile page --target wasm32-unknown-unknown --no-default-features --features browser,bench --bin draws";
    execFileSync("cargo", command.split(" "), { cwd: root, stdio: "inherit" });
    const built = join(target, "wasm32-unknown-unknown/page/draws.wasm");
    execFileSync("wasm-bindgen", ["--target", "web", "--no-typescript", "--out-dir", out, built], { stdio: "inherit" });
    execFileSync("wasm-opt", ["-Oz", ...FEATURES, join(out, "draws_bg.wasm"), "-o", join(out, "draws_bg.wasm")], { stdio: "inherit" });
}

async function served(files, use) {
    const kinds = { html: "text/html", mjs: "text/javascript", js: "text/javascript", wasm: "application/wasm" };
    const server = createServer((request, response) => {
        const name = request.url.slice(1) || "index.html";
        if (!(name in files)) return response.writeHead(404).end();
        response.writeHead(200, { "Content-Type": kinds[name.split(".").at(-1)] }).end(files[name]);
    });
    await new Promise((done) => server.listen(0, "127.0.0.1", done));
    try {
        return await use(`http://127.0.0.1:${server.address().port}/`);
    } finally {
        server.close();
    }
}

/** In the page: everything is timed there. */
async function measure([truth, points]) {
    const loop = await import("/loop.mjs");
    const { default: init, Drawn } = await import("/draws.js");
    await init({ module_or_path: fetch("/draws_bg.wasm") });
    const fastest = (runs, act) => Math.min(...Array.from({ length: runs }, () => {
        const start = performance.now();
        act();
        return performance.now() - start;
    }));
    // USD a month of what the loop leaves out: it prices the summary of a compaction below the step, which for a tenth
    // of the sessions is Haiku's, at five times the price above 100,000 tokens.
    const summariesAboveStep = (at, median) => {
        const nine = [-1.593218818, -0.9674215661, -0.5894557978, -0.2822161671, 0, 0.2822161671, 0.5894557978, 0.9674215661, 1.593218818];
        let usd = 0;
        for (const z of nine) {
            const turns = Math.max(1, Math.round(median * Math.exp((Math.log(3) / 1.2815516) * z)));
            let context = at.floor;
            for (let turn = 1; turn <= turns; turn += 1) {
                if (turn > 1 && context + at.growth > 967000) {
                    usd += (4 * (at.hit * context * 0.01 + (1 - at.hit) * context * 0.125 + 9000 * 0.5)) / 9e6;
                    context = at.floor + 15000;
                }
                context += at.growth;
            }
        }
        return 0.1 * usd * at.sessions * at.days;
    };
    const found = {};
    for (const requests of [40, 400]) {
        const drawn = new Drawn(requests, points);
        // In turns, and of each its fastest: a machine that is twice as slow for a second, as a virtual one may be, is so
        // for both.
        drawn.draws(20);
        loop.run(requests, 2000);
        let [ours, straight] = [Infinity, Infinity];
        for (let round = 0; round < 40; round += 1) {
            ours = Math.min(ours, (fastest(3, () => drawn.draws(5)) / (5 * points)) * 1000);
            straight = Math.min(straight, loop.run(requests, requests > 100 ? 400 : 2000).microseconds);
        }
        const point = loop.run(requests, 1).point + summariesAboveStep(loop.POINT, requests);
        found[requests] = { ours, straight, point: [drawn.point(), point] };
    }
    const drawn = new Drawn(40, points);
    drawn.range();
    const whole = fastest(15, () => drawn.range());
    const error = Math.max(...[...drawn.range()].map((usd, i) => Math.abs(usd / truth[i] - 1)));
    // The error of so many random draws falls with their root.
    const DRAWS = 4000, RUNS = 25;
    const of = ({ p10, p50, p90 }) => [p10, p50, p90].map((usd, i) => usd / truth[i] - 1);
    const all = Array.from({ length: RUNS }, () => of(loop.run(40, DRAWS)));
    const worst = Math.max(...[0, 1, 2].map((i) => Math.sqrt(all.reduce((sum, one) => sum + one[i] ** 2, 0) / RUNS)));
    const needed = DRAWS * (worst / error) ** 2;
    return { ...found, whole, error, needed, straightWhole: (needed * found[40].straight) / 1000 };
}

/** Rows for `make bench`. `loopFile` exports `run(requests, draws)`: a month as a loop over requests with the same inputs. */
export async function rows(loopFile, modules, browser) {
    if (!existsSync(loopFile)) return [["a month drawn, beside a loop", "not measured", "SAWTOOTH_LOOP=loop.mjs", false]];
    build();
    const files = {
        "index.html": "<!doctype html><title>draws</title>",
        "loop.mjs": readFileSync(loopFile),
        "draws.js": readFileSync(join(out, "draws.js")),
        "draws_bg.wasm": readFileSync(join(out, "draws_bg.wasm")),
    };
    const puppeteer = createRequire(join(modules, "x.js"))("puppeteer-core");
    const found = await served(files, async (address) => {
        const running = await puppeteer.launch({ executablePath: browser, args: ["--no-sandbox", "--disable-gpu"] });
        const page = await running.newPage();
        await page.goto(address);
        const found = await page.evaluate(measure, [TRUTH, POINTS]);
        await running.close();
        return found;
    });
    const micro = (n) => `${n.toFixed(2)} µs`;
    const times = (one) => one.straight / one.ours;
    const line = (requests, goal) => {
        const one = found[requests];
        const same = Math.abs(one.point[0] / one.point[1] - 1) < 1e-9;
        return [`a month drawn, ${requests} requests: ${micro(one.ours)}, loop ${micro(one.straight)}`,
            `${times(one).toFixed(0)} times`, `${goal} times or more`, same && times(one) >= goal];
    };
    const whole = found.straightWhole / found.whole;
    return [
        line(40, 60),
        line(400, 300),
        ["  draws a second", `${(1 / found[40].ours).toFixed(1)} million`, "", true],
        [`a range, ${POINTS} points: ${found.whole.toFixed(1)} ms`, `${(found.error * 100).toFixed(2)}% off`, "at most 0.5%", found.error <= 0.005],
        [`  the loop to the same error: ${(found.needed / 1000).toFixed(0)}K draws, ${found.straightWhole.toFixed(0)} ms`,
            `${whole.toFixed(0)} times`, "300 or more", whole >= 300],
    ];
}

if (process.argv[1] === import.meta.filename) {
    const tool = (what) => execFileSync(join(root, "scripts/tools.sh"), [what], { encoding: "utf8" }).trim();
    // node benches/draws.mjs LOOP.mjs
    for (const row of await rows(process.argv[2], tool("lighthouse-folder"), tool("find-browser"))) console.log(row.join("  "));
}
