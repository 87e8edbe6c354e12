// How the worker begins: put behind what wasm-bindgen wrote, which it belongs to.
// It is three. The browser hands a file's bytes only to a thread that is free to take them, so
// two workers take them while the one with the program reads those before: a fifteenth faster
// than with one, and a third gains nothing.
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
    const place = URL.createObjectURL(module);
    const hands = Array.from({ length: 2 }, () => {
        const hand = new Worker(place, { type: "module", name: "hands" });
        hand.onerror = ended;
        hand.onmessage = ({ data: [id, taken, error] }) => {
            const { done, failed } = asked.get(id);
            asked.delete(id);
            taken ? done(taken) : failed(error);
        };
        return hand;
    });
    let last = 0;
    // The bytes of several files or parts of files, one after another.
    globalThis.bytesOf = (parts) => new Promise((done, failed) => {
        asked.set(last += 1, { done, failed });
        hands[last % hands.length].postMessage([last, parts]);
    });

    __wbg_init({ module_or_path: new URL("PROGRAM", import.meta.url) }).catch(ended);
}
