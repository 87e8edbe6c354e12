// Trunk's last step: from what Trunk built to what a host serves. Writes the first
// answer into the page, brings the rest of the program and the workers, joins the style sheets, sets the content security policy as a
// meta tag and as a _headers file, and refuses a build that would be wrong.
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { copyFileSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { shortImports } from "./short_imports.mjs";

const WORKER = "target/worker";
/** Where scripts/split.mjs leaves what is loaded after the first screen. */
const REST = "target/wasm-bindgen/release/parts/split_rest.wasm";
const folder = process.env.TRUNK_STAGING_DIR;
const file = (name) => join(folder, name);
const sha = (kind, text, form) => createHash(kind).update(text).digest(form);

let page = readFileSync(file("index.html"), "utf8");

/** Adds text after a tag that must be there exactly once, as Trunk's minifier left it. */
function putAfter(tag, text) {
    const [before, after, ...more] = page.split(tag);
    if (after === undefined || more.length > 0) fail(`the page should have one ${tag}`);
    page = before + tag + text + after;
}

function fail(sentence) {
    console.error(`finish: ${sentence}`);
    process.exit(1);
}

const workers = [["worker"], ["large", "worker"], ["sheet"]].map(([name, source]) => `data-${name}="${bringWorker(name, source)}"`).join(" ");
shortenNames(bringRest());
refuseUnoptimised();
refuseFolders();
putAfter("<div id=app", ` ${workers}`);
putAfter(`<div id=app ${workers}>`, firstPaint());
joinStyles();
canonical();
bringManifest();
if (/\sstyle=["']/.test(page)) fail("a style attribute in the page would be blocked by its own policy");
const policy = contentPolicy();
// Before every script and style, or it would not hold for them.
putAfter("<meta charset=utf-8>", `<meta http-equiv="Content-Security-Policy" content="${policy}">`);
bringOffline();
writeFileSync(file("index.html"), page);
writeFileSync(file("_headers"), headers());

/** Writes a file under a name with a hash, which it returns. */
function bring(name, bytes) {
    const [stem, ending] = name.split(".");
    const hashed = `${stem}-${sha("sha256", bytes, "hex").slice(0, 16)}.${ending}`;
    writeFileSync(file(hashed), bytes);
    return hashed;
}

/** A worker (scripts/worker.sh) under names with a hash, and the first of them. */
function bringWorker(name, source = name) {
    const built = (name, form) => readFileSync(join(WORKER, name), form);
    const { program, script } = shortImports(built(`${name}_bg.wasm`), built(`${name}.js`, "utf8"));
    const begin = readFileSync(`src/bin/${source}/start.js`, "utf8").replace("PROGRAM", bring(`${name}.wasm`, program));
    return bring(`${name}.js`, minified(script + begin));
}

/** What a browser needs of a script, as Trunk makes the page's own small. */
function minified(script) {
    return execFileSync("esbuild", ["--minify", "--format=esm", "--log-level=warning"], { input: script });
}

/** The rest of the program, made small as Trunk makes the page's, under a name with a hash. */
function bringRest() {
    const [, passes] = readFileSync("index.html", "utf8").match(/data-wasm-opt-params="([^"]*)"/);
    const small = file("rest.wasm");
    execFileSync("wasm-opt", ["-Oz", ...passes.split(" "), REST, "-o", small], { stdio: ["ignore", "inherit", "ignore"] });
    const name = bring("rest.wasm", readFileSync(small));
    rmSync(small);
    return name;
}

/** The page's program and script with short names between them: 6 KB less over the wire. */
function shortenNames(rest) {
    const [wasm, js] = [/app-[0-9a-f]+_bg\.wasm/, /app-[0-9a-f]+\.js/].map((name) => page.match(name)[0]);
    const { program, script } = shortImports(readFileSync(file(wasm)), readFileSync(file(js), "utf8"));
    [wasm, js].forEach((name) => rmSync(file(name)));
    const [before, after] = script.split("./rest.wasm");
    if (after === undefined) fail("the script loads no rest of the page");
    page = page.replace(wasm, bring("app.wasm", program)).replace(js, bring("app.js", `${before}./${rest}${after}`));
}

/** What a browser installs the page by, with its icons, under names with a hash. */
function bringManifest() {
    const manifest = JSON.parse(readFileSync("manifest.json", "utf8"));
    for (const icon of manifest.icons) {
        const [, stem] = icon.src.match(/^icons\/(\w+)\.png$/) ?? [];
        icon.src = stem ? bring(`icon-${stem}.png`, readFileSync(icon.src)) : page.match(/favicon-\w+\.svg/)[0];
    }
    putAfter("<meta charset=utf-8>", `<link rel=manifest href=./${bring("manifest.json", JSON.stringify(manifest))}>`);
}

/** What keeps the page: it knows every file of this build, and the page by a hash that stands in it. */
function bringOffline() {
    const apart = ["index.html", "_headers", "preview.png"];
    const files = readdirSync(folder).filter((name) => !apart.includes(name));
    const build = sha("sha256", page + files.join(), "hex").slice(0, 16);
    putAfter("<meta charset=utf-8>", `<meta name=build content=${build}>`);
    const written = [["BUILD", ""], ["FILES", []]].map(([name, empty]) => `const ${name} = ${JSON.stringify(empty)};`);
    const keeper = readFileSync("sw.js", "utf8");
    if (!written.every((line) => keeper.includes(line))) fail("sw.js has no place for the build and its files");
    const filled = keeper.replace(written[0], `const BUILD = "${build}";`).replace(written[1], `const FILES = ${JSON.stringify(files)};`);
    writeFileSync(file("sw.js"), minified(filled));
}

/** wasm-opt drops the names of functions; a build that has them did not go through it. */
function refuseUnoptimised() {
    const programs = readdirSync(folder).filter((name) => name.endsWith(".wasm"));
    if (programs.length === 0) fail("Trunk left no program");
    for (const name of programs) {
        const names = WebAssembly.Module.customSections(new WebAssembly.Module(readFileSync(file(name))), "name");
        if (names.length > 0) fail(`${name} did not go through wasm-opt`);
    }
}

/** The page tells nobody on whose machine it was built. */
function refuseFolders() {
    for (const name of readdirSync(folder).filter((name) => name.endsWith(".wasm"))) {
        if (readFileSync(file(name)).includes(`${homedir()}/`)) fail(`${name} names folders of this machine: build with make`);
    }
}

/** The page with the default scenario, rendered natively by the same components; the program replaces it. */
function firstPaint() {
    // Not optimised: it runs once, and the tests build the same library.
    const command = ["run", "--quiet", "--locked", "--features", "page", "--bin", "write_page"];
    const paint = execFileSync("cargo", command, { encoding: "utf8", stdio: ["ignore", "pipe", "inherit"] }).trim();
    // The marks between views are for a program that takes the page over. This one replaces it.
    return paint.replaceAll("<!>", "");
}

/** One request instead of one per file; the order of the links is the order of the layers. */
function joinStyles() {
    const link = /<link href=\.\/(\S+\.css) [^>]*rel=stylesheet>/g;
    const names = [...page.matchAll(link)].map((found) => found[1]);
    if (names.length === 0) fail("the page has no style sheet");
    const all = names.map((name) => readFileSync(file(name), "utf8")).join("\n");
    names.forEach((name) => rmSync(file(name)));
    const joined = `style-${sha("sha256", all, "hex").slice(0, 16)}.css`;
    writeFileSync(file(joined), all);
    let first = true;
    page = page.replace(link, () => {
        const here = first ? `<link href=./${joined} rel=stylesheet>` : "";
        first = false;
        return here;
    });
}

/**
 * The public address, where one is given, for search engines and for what a link says. Chat programs take
 * a picture by its whole address alone (ogp.me), so without one there is none.
 */
function canonical() {
    const address = process.env.SAWTOOTH_PUBLIC_URL;
    if (!address) return;
    const { protocol, href } = new URL(address);
    if (!/^https?:$/.test(protocol)) fail(`PUBLIC_URL should start with https:// and is ${address}`);
    copyFileSync("preview.png", file("preview.png"));
    const picture = [["og:url", href], ["og:image", new URL("preview.png", href).href], ["og:image:width", 1200], ["og:image:height", 630]];
    const tags = picture.map(([name, content]) => `<meta property="${name}" content="${content}">`).join("");
    putAfter("<meta charset=utf-8>", `<link rel="canonical" href="${href}">${tags}<meta name="twitter:card" content="summary_large_image">`);
}

/**
 * Nothing is fetched from or sent anywhere but the page's own address: what makes
 * "nothing you enter leaves this page" checkable. The only inline scripts are the opening state of index.html and the loader of Trunk.toml.
 */
function contentPolicy() {
    const inline = [...page.matchAll(/<script([^>]*)>([^]*?)<\/script>/g)].filter(([, tag]) => !/\ssrc=/.test(tag));
    if (inline.length !== 2) fail(`${inline.length} inline scripts instead of the opening and the loader`);
    const loader = inline.map(([, , text]) => `'sha256-${sha("sha256", text, "base64")}'`).join(" ");
    return [
        "default-src 'none'",
        `script-src 'self' 'wasm-unsafe-eval' ${loader}`,
        "style-src 'self'",
        "img-src 'self' data:",
        "connect-src 'self'",
        // A worker that begins from a blob has this policy too, whatever the host's headers are.
        "worker-src 'self' blob:",
        "manifest-src 'self'",
        "base-uri 'self'",
        "form-action 'none'",
    ].join("; ");
}

/** For hosts that read it (Netlify, Cloudflare Pages, scripts/serve.mjs): names with a hash never change. */
function headers() {
    const lasting = readdirSync(folder).filter((name) => /-[0-9a-f]{8,}\S*\.(js|css|wasm|svg|png|json)$/.test(name));
    const rules = lasting.map((name) => `/${name}\n  Cache-Control: public, max-age=31536000, immutable\n`);
    const secure = [
        `Content-Security-Policy: ${policy}; frame-ancestors 'none'`,
        "X-Content-Type-Options: nosniff",
        "Referrer-Policy: no-referrer",
    ];
    const fresh = ["/", "/index.html", "/sw.js"].map((path) => `${path}\n  Cache-Control: no-cache\n`);
    return [`/*\n${secure.map((line) => `  ${line}\n`).join("")}`, ...fresh, ...rules].join("\n");
}
