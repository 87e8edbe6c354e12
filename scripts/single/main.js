// How the page begins where all of it is in one file: its programs are unpacked, and what would be fetched is
// taken from there. scripts/single.mjs puts this and what it needs together.
import { LETTERS } from "./letters.mjs";
import initUnpack, { unpack } from "./unpack.js";

/** What stands in the page under this name. */
function text(id) {
    const holder = document.getElementById(id);
    holder.remove();
    return holder.textContent;
}

/** Bytes from base 85: five of these letters are four bytes, with the first of them first (../single.mjs writes them). */
function bytes(written, size) {
    const digits = new Uint8Array(128);
    [...LETTERS].forEach((letter, digit) => (digits[letter.charCodeAt(0)] = digit));
    const found = new DataView(new ArrayBuffer((written.length / 5) * 4));
    for (let at = 0; at < written.length; at += 5) {
        let four = 0;
        for (let i = at; i < at + 5; i++) four = four * 85 + digits[written.charCodeAt(i)];
        found.setUint32((at / 5) * 4, four);
    }
    return new Uint8Array(found.buffer, 0, size);
}

/** As `gzip` packs it. */
async function plain(packed) {
    return new Response(new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"))).arrayBuffer();
}

/** Every packed file by its name. */
async function unpackAll() {
    await initUnpack({ module_or_path: plain(Uint8Array.from(atob(text("unpack")), (letter) => letter.charCodeAt(0))) });
    const { sizes, size } = document.getElementById("packed").dataset;
    const all = unpack(bytes(text("packed"), Number(size)));
    let at = 0;
    return Object.fromEntries(JSON.parse(sizes).map(([name, size]) => [name, all.subarray(at, (at += size))]));
}

async function start() {
    const parts = await unpackAll();
    // What app.js loads after the first screen.
    window.restOfThePage = () => Promise.resolve(new Response(parts.rest, { headers: { "Content-Type": "application/wasm" } }));
    const script = new Blob([parts.script], { type: "text/javascript" });
    document.getElementById("app").dataset.worker = URL.createObjectURL(script);
    // A worker gets its program as its first message: it may fetch nothing. It is no module, because Chromium
    // starts none from a blob of a page on a disk.
    window.Worker = class extends Worker {
        constructor(place) {
            super(place);
            this.postMessage(parts.worker);
        }
    };
    // The page's own script, whose hash the policy names. It ends by calling this.
    window.begin = async (init) => {
        await init({ module_or_path: parts.app });
        dispatchEvent(new Event("TrunkApplicationStarted"));
    };
    const page = document.createElement("script");
    page.type = "module";
    page.textContent = new TextDecoder().decode(parts.page);
    document.head.append(page);
}

// After the first paint, which a page in the background has not.
const frame = (then) => requestAnimationFrame(then);
if (document.hidden) start(); else frame(() => frame(() => setTimeout(start)));
