// How the worker begins: put behind what wasm-bindgen wrote, which it belongs to.

// Whatever ends the program is said to the page.
const ended = (why) => postMessage(["failed", String(why?.message ?? why)]);
addEventListener("error", (event) => ended(event.message));
addEventListener("unhandledrejection", (event) => ended(event.reason));

// The bytes of several files or parts of files, one after another.
globalThis.bytesOf = async (parts, room) => {
    const whole = parts.length === 1 ? parts[0] : new Blob(parts);
    try {
        return await stream(whole, room);
    } catch {
        // Not in every browser, and it does not say what is wrong with a file.
        return new Uint8Array(await whole.arrayBuffer());
    }
};

// Into a room where others were before: the system takes longer to give a new one, of which
// every page is touched for the first time, than to fill it.
async function stream(whole, room) {
    const reader = whole.stream().getReader({ mode: "byob" });
    let bytes = new Uint8Array(room.byteLength < whole.size ? new ArrayBuffer(whole.size) : room);
    let taken = 0;
    while (taken < whole.size) {
        const { value, done } = await reader.read(bytes.subarray(taken, whole.size));
        if (done) throw new Error("it ends early");
        taken += value.length;
        bytes = new Uint8Array(value.buffer);
    }
    return bytes.subarray(0, taken);
}

__wbg_init({ module_or_path: new URL("PROGRAM", import.meta.url) }).catch(ended);
