// How the worker begins: put behind what wasm-bindgen wrote, which it belongs to.

// Whatever ends the program is said to the page, as a text.
const ended = (why) => postMessage(String(why?.message ?? why));
addEventListener("error", (event) => ended(event.message));
addEventListener("unhandledrejection", (event) => ended(event.reason));

// Asked once: a stream may begin to read when it is made.
let streams = true;
try {
    new Blob().stream().getReader({ mode: "byob" });
} catch {
    streams = false;
}

// The bytes of several files or parts of files, one after another.
globalThis.bytesOf = async (parts, room) => {
    const whole = parts.length === 1 ? parts[0] : new Blob(parts);
    if (streams) {
        try {
            return await stream(whole, room);
        } catch {
            // It does not say what is wrong with a file.
        }
    }
    const bytes = new Uint8Array(await whole.arrayBuffer());
    if (bytes.length < whole.size) throw new Error("it ends early");
    return bytes;
};

// Held until they are read: Chromium collects a stream that only its own promise knows, and the
// promise is never kept.
const held = new Set();

// Into a room where others were before: the system takes longer to give a new one, of which
// every page is touched for the first time, than to fill it.
async function stream(whole, room) {
    const reader = whole.stream().getReader({ mode: "byob" });
    held.add(reader);
    try {
        let bytes = new Uint8Array(room.byteLength < whole.size ? new ArrayBuffer(whole.size) : room);
        let taken = 0;
        while (taken < whole.size) {
            const { value, done } = await reader.read(bytes.subarray(taken, whole.size));
            if (done) throw new Error("it ends early");
            taken += value.length;
            bytes = new Uint8Array(value.buffer);
        }
        return bytes.subarray(0, taken);
    } finally {
        held.delete(reader);
    }
}

__wbg_init({ module_or_path: new URL("PROGRAM", import.meta.url) }).catch(ended);
