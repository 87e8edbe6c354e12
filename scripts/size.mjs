// What a first visit costs over the wire, brotli at quality 11, and the budget for it;
// apart from it the worker, which comes when logs are first given.
import { readFileSync, readdirSync } from "node:fs";
import { extname, join } from "node:path";
import { brotliCompressSync, constants } from "node:zlib";

// The first working page is what a visitor waits for. The rest of the page (src/page/rest.rs) is fetched
// once that runs; what both need is in the first, and calls between the two cost 40 KB of the sum.
// With the groups of a team, the bars of where a month goes and the cost of tasks it grew from 185 KB to 226, with
// the statement and its QR code to 255. Before other vendors' models it was 286; they are 20 KB, of which the list
// is 2.4 KB and the rest what reads it, prices it and shows it as a table that sorts. Three scenarios side by side,
// tables copied as CSV and the months of a budget's year took it from 306 KB to 346, days off
// by group to 350.
// The workbook's program has the whole model, so that the page needs to send it a link alone. Days off
// by group and weeks in ranges took it from 371 KB to 376.
// The worker has a reader for every export that people have. The other one is the same for speed instead of size, and reads
// tables of sessions: built for size it was 516 KB.
const PARTS = [
    { name: "the first working page", budget: 440_000, has: (name) => !/^(rest|worker|large|sheet|icon|manifest|sw)\b/.test(name) },
    { name: "the rest of the page, after it", budget: 355_000, has: (name) => name.startsWith("rest-") },
    { name: "the workbook, when it is asked for", budget: 380_000, has: (name) => name.startsWith("sheet-") },
    { name: "the worker, with the first logs", budget: 480_000, has: (name) => name.startsWith("worker-") },
    { name: "the one for much to read, or a table", budget: 700_000, has: (name) => name.startsWith("large-") },
    { name: "what keeps it for offline, and installs it", budget: 35_000, has: (name) => /^(icon|manifest|sw)\b/.test(name) },
];
const folder = process.argv[2] ?? "dist";

const params = { [constants.BROTLI_PARAM_QUALITY]: 11 };
const needed = readdirSync(folder).filter((name) => name !== "preview.png" && [".html", ".css", ".js", ".wasm", ".svg", ".png", ".json"].includes(extname(name)));
const rows = needed.map((name) => {
    const bytes = readFileSync(join(folder, name));
    return { name, plain: bytes.length, wire: brotliCompressSync(bytes, { params }).length };
});
const total = (rows) => ({
    plain: rows.reduce((sum, row) => sum + row.plain, 0),
    wire: rows.reduce((sum, row) => sum + row.wire, 0),
});
const parts = PARTS.map((part) => ({ ...part, rows: rows.filter((row) => part.has(row.name)) }));
const totals = parts.map(({ name, budget, rows }) => ({ name, budget, ...total(rows) }));
const number = (n) => n.toLocaleString("en").padStart(11);
console.log(`${"file".padEnd(44)}${"bytes".padStart(11)}${"brotli".padStart(11)}`);
const print = (row) => console.log(row.name.padEnd(44) + number(row.plain) + number(row.wire));
parts.forEach(({ rows }, i) => [...rows, totals[i]].forEach(print));
print({ name: "all of it", ...total(rows) });
const over = totals.filter((total) => total.wire > total.budget);
for (const { name, wire, budget } of over) console.error(`size: ${name}: ${wire} bytes over the wire, more than the ${budget} allowed`);
if (over.length > 0) process.exit(1);
