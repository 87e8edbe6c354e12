// The whole page in one file, for a mail or a folder: node scripts/single.mjs dist target/single/sawtooth.html
// It asks nobody for anything, and its policy says so. Its one worker reads tables of sessions too. The workbook's
// program is left out, which would be 0.3 MB more.
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { gzipSync } from "node:zlib";
import { shortImports } from "./short_imports.mjs";
import { LETTERS } from "./single/letters.mjs";

const [dist, single] = process.argv.slice(2);
const LARGEST = 1_600_000;
const work = join(dirname(single), "work");
mkdirSync(work, { recursive: true });

const names = readdirSync(dist);
const built = (start, ending) => join(dist, names.find((name) => name.startsWith(`${start}-`) && name.endsWith(ending)));
const text = (start, ending) => readFileSync(built(start, ending), "utf8");
const run = (tool, given, input) => execFileSync(tool, given, { input, maxBuffer: 1e8, stdio: ["pipe", "pipe", "inherit"] });

/** A text with the one place that matches replaced. */
function replaced(whole, place, by) {
    const found = whole.match(new RegExp(place, `${place.flags}g`));
    if (found?.length !== 1) throw new Error(`${found?.length ?? 0} places for ${place} instead of one`);
    return whole.replace(place, () => by);
}

/** What wasm-bindgen makes of the program in scripts/single. */
function unpacker() {
    const target = join(dirname(single), "target");
    run("cargo", ["build", "--quiet", "--release", "--locked", "--manifest-path", "scripts/single/Cargo.toml",
        "--target", "wasm32-unknown-unknown", "--target-dir", target]);
    run("wasm-bindgen", ["--target", "web", "--no-typescript", "--out-dir", work, join(target, "wasm32-unknown-unknown/release/unpack.wasm")]);
    const small = join(work, "unpack.wasm");
    run("wasm-opt", ["-Oz", "--enable-bulk-memory", "--enable-nontrapping-float-to-int", "--enable-sign-ext", "--enable-mutable-globals",
        "--enable-reference-types", "--enable-multivalue", "--strip-producers", join(work, "unpack_bg.wasm"), "-o", small]);
    return gzipSync(readFileSync(small), { level: 9 }).toString("base64");
}

/** A script and what it imports, as one: a module, or none (iife). */
function bundled(name, format = "esm") {
    const bundle = ["--bundle", "--minify", `--format=${format}`, "--charset=utf8", "--log-level=error", name];
    return execFileSync("esbuild", bundle, { cwd: work, encoding: "utf8", maxBuffer: 1e8 });
}

/** The page's script, which takes its rest from the file. */
function pageScript() {
    const app = replaced(text("app", ".js"), /fetch\(new URL\("[^"]*",import\.meta\.url\)\)/, "restOfThePage()");
    writeFileSync(join(work, "app.js"), app);
    writeFileSync(join(work, "page.js"), `import init from "./app.js"; window.begin(init);`);
    return bundled("page.js");
}

/** What unpacks the file and begins. A script in a page ends where its end tag is written. */
function mainScript() {
    for (const name of ["main.js", "letters.mjs"]) writeFileSync(join(work, name), readFileSync(join("scripts/single", name)));
    return bundled("main.js").replaceAll("</script", "<\\/script");
}

/** The programs and the worker's script, packed together: what they have in common is packed once. */
function packed(pageScript) {
    const first = `new Promise(told=>addEventListener("message",({data})=>told(data),{once:true}))`;
    const ofWorker = (name, form) => readFileSync(join("target/worker", name), form);
    const { program, script } = shortImports(ofWorker("single_bg.wasm"), ofWorker("single.js", "utf8"));
    const begin = replaced(readFileSync("src/bin/worker/start.js", "utf8"), /new URL\("PROGRAM", import\.meta\.url\)/, first);
    writeFileSync(join(work, "worker.js"), script + begin);
    const worker = bundled("worker.js", "iife");
    const wasm = (start) => readFileSync(built(start, ".wasm"));
    const parts = [["worker", program], ["app", wasm("app")], ["rest", wasm("rest")], ["script", Buffer.from(worker)], ["page", Buffer.from(pageScript)]];
    const sizes = parts.map(([name, bytes]) => [name, bytes.length]);
    // Code is in no steps of four bytes, by which it goes otherwise: 5 KB less of the file.
    const bytes = run("xz", ["--format=lzma", "--lzma1=preset=9e,dict=8MiB,nice=273,lc=4,pb=0", "--stdout"], Buffer.concat(parts.map(([, bytes]) => bytes)));
    return { sizes, size: bytes.length, written: base85(bytes) };
}

/** Four bytes, of which the last are filled up, as five letters. */
function base85(bytes) {
    const filled = Buffer.concat([bytes, Buffer.alloc((4 - (bytes.length % 4)) % 4)]);
    const fives = Array.from({ length: filled.length / 4 }, (_, at) => {
        let [four, five] = [filled.readUInt32BE(at * 4), ""];
        for (let i = 0; i < 5; i++, four = Math.floor(four / 85)) five = LETTERS[four % 85] + five;
        return five;
    });
    return fives.join("");
}

const unpack = unpacker();
const own = pageScript();
const { sizes, size: packedSize, written } = packed(own);
const inline = {
    boot: text("boot", ".js"),
    main: mainScript(),
    style: `${text("style", ".css")}#download-xlsx{display:none}`,
};
const hash = (content) => `'sha256-${createHash("sha256").update(content).digest("base64")}'`;
let page = readFileSync(join(dist, "index.html"), "utf8");
const [, opening] = page.match(/<script>([^]*?)<\/script>/);
const policy = [
    "default-src 'none'",
    `script-src 'wasm-unsafe-eval' ${[opening, inline.boot, inline.main, own].map(hash).join(" ")}`,
    `style-src ${hash(inline.style)}`,
    "img-src data:",
    "connect-src 'none'",
    "worker-src blob:",
    "base-uri 'none'",
    "form-action 'none'",
].join("; ");
const picture = Buffer.from(text("favicon", ".svg")).toString("base64");
page = replaced(page, /<meta name=build [^>]*>/, "");
page = replaced(page, /<link rel=manifest [^>]*>/, "");
page = replaced(page, /(?<=http-equiv="Content-Security-Policy" content=")[^"]*/, policy);
page = replaced(page, /<link [^>]*rel=icon>/, `<link rel=icon href="data:image/svg+xml;base64,${picture}">`);
page = replaced(page, /<link [^>]*rel=stylesheet>/, `<style>${inline.style}</style>`);
page = replaced(page, /<script defer [^>]*><\/script>/, "");
page = replaced(page, /<script type=module>[^]*?<\/script>/, "");
page = replaced(page, / data-worker="[^"]*" data-large="[^"]*" data-sheet="[^"]*"/, "");
page = replaced(page, /<\/body>/, [
    `<script>${inline.boot}</script>`,
    `<script type="application/gzip" id=unpack>${unpack}</script>`,
    `<script type="application/x-lzma" id=packed data-size=${packedSize} data-sizes='${JSON.stringify(sizes)}'>${written}</script>`,
    `<script type=module>${inline.main}</script></body>`,
].join(""));
writeFileSync(single, page);
const size = Buffer.byteLength(page);
console.log(`${single}: ${size.toLocaleString("en")} bytes`);
if (size > LARGEST) throw new Error(`more than the ${LARGEST} allowed`);
