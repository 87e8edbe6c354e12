// What a first visit costs over the wire, brotli at quality 11, and the budget for it.
import { readFileSync, readdirSync } from "node:fs";
import { extname, join } from "node:path";
import { brotliCompressSync, constants } from "node:zlib";

const BUDGET = 260_000;
const folder = process.argv[2] ?? "dist";

const params = { [constants.BROTLI_PARAM_QUALITY]: 11 };
const needed = readdirSync(folder).filter((name) => [".html", ".css", ".js", ".wasm", ".svg"].includes(extname(name)));
const rows = needed.map((name) => {
    const bytes = readFileSync(join(folder, name));
    return { name, plain: bytes.length, wire: brotliCompressSync(bytes, { params }).length };
});
const total = { name: "everything for first use", plain: 0, wire: 0 };
for (const row of rows) {
    total.plain += row.plain;
    total.wire += row.wire;
}
const number = (n) => n.toLocaleString("en").padStart(11);
console.log(`${"file".padEnd(44)}${"bytes".padStart(11)}${"brotli".padStart(11)}`);
for (const row of [...rows, total]) console.log(row.name.padEnd(44) + number(row.plain) + number(row.wire));
if (total.wire > BUDGET) {
    console.error(`size: ${total.wire} bytes over the wire, more than the ${BUDGET} allowed`);
    process.exit(1);
}
