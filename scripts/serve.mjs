// Serves the built page as a good static host would: right types, brotli where
// accepted, and the headers of dist/_headers. On the loopback address, if not told otherwise.
//   node scripts/serve.mjs [--port N] [--host ADDRESS] [--under /some/where/] [--quality N] [--with-parent] [folder]
// Port 0 takes a free one. The first line printed says where. Quality is brotli's: 5
// is what a host does on the fly, 11 what it prepares. With --with-parent it ends when
// its standard input does, so that no test leaves it behind.
import { createReadStream } from "node:fs";
import { createServer } from "node:http";
import { readFile, stat } from "node:fs/promises";
import { extname, join, normalize } from "node:path";
import { parseArgs } from "node:util";
import { brotliCompressSync, constants } from "node:zlib";

const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
        port: { type: "string", default: "8080" },
        host: { type: "string", default: "127.0.0.1" },
        under: { type: "string", default: "/" },
        quality: { type: "string", default: "5" },
        "with-parent": { type: "boolean", default: false },
    },
});
const folder = positionals[0] ?? "dist";
const under = values.under;

const TYPES = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".wasm": "application/wasm",
};

/** The rules of a `_headers` file: a path or `*` pattern, then indented headers. */
async function headerRules() {
    const text = await readFile(join(folder, "_headers"), "utf8").catch(() => "");
    const rules = [];
    for (const line of text.split("\n").filter((line) => line.trim() && !line.startsWith("#"))) {
        if (/^\s/.test(line)) {
            const [name, ...value] = line.trim().split(":");
            rules.at(-1).headers[name] = value.join(":").trim();
        } else {
            rules.push({ path: line.trim(), headers: {} });
        }
    }
    return rules;
}

const matches = (rule, path) =>
    rule.path.endsWith("*") ? path.startsWith(rule.path.slice(0, -1)) : path === rule.path;

const compressed = new Map();

/** Each version of a file is compressed once. */
function brotli(file, changed, bytes) {
    const known = compressed.get(file);
    if (known?.changed === changed) return known.bytes;
    const params = { [constants.BROTLI_PARAM_QUALITY]: Number(values.quality) };
    const small = brotliCompressSync(bytes, { params });
    compressed.set(file, { changed, bytes: small });
    return small;
}

async function answer(request, response) {
    const path = decodeURIComponent(new URL(request.url, "http://here").pathname);
    if (under !== "/" && path === under.slice(0, -1)) return response.writeHead(301, { Location: under }).end();
    if (!path.startsWith(under)) return response.writeHead(404).end("not here\n");
    let name = normalize("/" + path.slice(under.length));
    const file = join(folder, name.endsWith("/") ? name + "index.html" : name);
    const info = await stat(file).catch(() => null);
    if (!info?.isFile()) return response.writeHead(404).end("no such file\n");

    const type = TYPES[extname(file)] ?? "application/octet-stream";
    const headers = { "Content-Type": type, "Cache-Control": "no-cache", Vary: "Accept-Encoding" };
    for (const rule of await headerRules()) if (matches(rule, name)) Object.assign(headers, rule.headers);
    if (!(request.headers["accept-encoding"] ?? "").includes("br")) {
        response.writeHead(200, { ...headers, "Content-Length": info.size });
        return createReadStream(file).pipe(response);
    }
    const bytes = brotli(file, info.mtimeMs, await readFile(file));
    response.writeHead(200, { ...headers, "Content-Encoding": "br", "Content-Length": bytes.length }).end(bytes);
}

const server = createServer((request, response) =>
    answer(request, response).catch((error) => response.writeHead(500).end(`${error.message}\n`)));
server.on("error", (error) => {
    const taken = error.code === "EADDRINUSE";
    console.error(taken ? `port ${values.port} is taken: try make serve PORT=8081` : error.message);
    process.exit(1);
});
server.listen(Number(values.port), values.host, () =>
    console.log(`Sawtooth is at http://${values.host}:${server.address().port}${under}`));
// What a container's end is asked with.
process.on("SIGTERM", () => process.exit());
if (values["with-parent"]) process.stdin.on("end", () => process.exit()).resume();
