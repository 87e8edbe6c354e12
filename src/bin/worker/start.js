// How the worker begins: put behind what wasm-bindgen wrote, which it belongs to.
// It is two. The browser hands a file's bytes only to a thread that is free to take them, so
// one worker takes them while the other one, with the program, reads those before.
const bytes = (parts) => (parts.length === 1 ? parts[0] : new Blob(parts)).arrayBuffer();

if (name === "hands") {
    onmessage = ({ data: [id, parts] }) => bytes(parts).then(
        (taken) => postMessage([id, taken], [taken]),
        (error) => postMessage([id, null, error.message]),
    );
} else {
    // Whatever ends the program is said to the page.
    const ended = (why) => postMessage(["failed", String(why?.message ?? why)]);
    addEventListener("error", (event) => ended(event.message));
    addEventListener("unhandledrejection", (event) => ended(event.reason));

    const asked = new Map();
    // From a blob, so that the page's security policy holds for it as well.
    const module = new Blob([`import "${import.meta.url}"`], { type: "text/javascript" });
    const hands = new Worker(URL.createObjectURL(module), { type: "module", name: "hands" });
    hands.onerror = ended;
    hands.onmessage = ({ data: [id, taken, error] }) => {
        const { done, failed } = asked.get(id);
        asked.delete(id);
        taken ? done(taken) : failed(error);
    };
    let last = 0;
    // The bytes of several files or parts of files, one after another.
    globalThis.bytesOf = (parts) => new Promise((done, failed) => {
        asked.set(last += 1, { done, failed });
        hands.postMessage([last, parts]);
    });

    __wbg_init({ module_or_path: new URL("PROGRAM", import.meta.url) }).catch(ended);
}
