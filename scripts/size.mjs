// What a first visit costs over the wire, brotli at quality 11, and the budget for it;
// apart from it the worker, which comes when logs are first given.
import { readFileSync, readdirSync } from "node:fs";
import { extname, join } from "node:path";
import { brotliCompressSync, constants } from "node:zlib";

// The goal for the page is 400,000. Two fifths of the program are components and what they are made of,
// a third the model, its decisions and their words, an eighth text and tables of numbers.
// The worker has a reader for every export that people have, hence 480,000.
const BUDGETS = { "everything for first use": 528_000, "the worker, with the first logs": 480_000 };
const folder = process.argv[2] ?? "dist";

const params = { [constants.BROTLI_PARAM_QUALITY]: 11 };
const needed = readdirSync(folder).filter((name) => [".html", ".css", ".js", ".wasm", ".svg"].includes(extname(name)));
const rows = needed.map((name) => {
    const bytes = readFileSync(join(folder, name));
    return { name, plain: bytes.length, wire: brotliCompressSync(bytes, { params }).length };
});
const isWorker = (row) => row.name.startsWith("worker-");
const parts = [rows.filter((row) => !isWorker(row)), rows.filter(isWorker)];
const totals = Object.entries(BUDGETS).map(([name, budget], i) => ({
    name,
    budget,
    plain: parts[i].reduce((sum, row) => sum + row.plain, 0),
    wire: parts[i].reduce((sum, row) => sum + row.wire, 0),
}));
const number = (n) => n.toLocaleString("en").padStart(11);
console.log(`${"file".padEnd(44)}${"bytes".padStart(11)}${"brotli".padStart(11)}`);
for (const [i, total] of totals.entries()) {
    for (const row of [...parts[i], total]) console.log(row.name.padEnd(44) + number(row.plain) + number(row.wire));
}
const over = totals.filter((total) => total.wire > total.budget);
for (const { name, wire, budget } of over) console.error(`size: ${name}: ${wire} bytes over the wire, more than the ${budget} allowed`);
if (over.length > 0) process.exit(1);
