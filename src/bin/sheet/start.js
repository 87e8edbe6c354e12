// How the worker begins: put behind what wasm-bindgen wrote, which it belongs to.

// Whatever ends the program is said to the page, as a text.
const ended = (why) => postMessage(String(why?.message ?? why));
addEventListener("error", (event) => ended(event.message));
addEventListener("unhandledrejection", (event) => ended(event.reason));

__wbg_init({ module_or_path: new URL("PROGRAM", import.meta.url) }).catch(ended);
