// How the page begins where all of it is in one file: its programs are unpacked, and what would be fetched is
// taken from there. scripts/single.mjs puts this and what it needs together.
import initUnpack, { unpack } from "./unpack.js";

/** The bytes that stand in the page under this name, in base64. */
function bytes(id) {
    const holder = document.getElementById(id);
    const text = atob(holder.textContent);
    holder.remove();
    return Uint8Array.from(text, (letter) => letter.charCodeAt(0));
}

/** As `gzip` packs it. */
async function plain(packed) {
    return new Response(new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"))).arrayBuffer();
}

/** Every packed file by its name. */
async function unpackAll() {
    await initUnpack({ module_or_path: plain(bytes("unpack")) });
    const sizes = JSON.parse(document.getElementById("packed").dataset.sizes);
    const all = unpack(bytes("packed"));
    let at = 0;
    return Object.fromEntries(sizes.map(([name, size]) => [name, all.subarray(at, (at += size))]));
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
