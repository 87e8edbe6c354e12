// How the worker begins: put behind what wasm-bindgen wrote, which it belongs to.
// Whatever ends the program is said to the page.
const failed = (why) => postMessage(["failed", String(why?.message ?? why)]);
addEventListener("error", (event) => failed(event.message));
addEventListener("unhandledrejection", (event) => failed(event.reason));
__wbg_init({ module_or_path: new URL("PROGRAM", import.meta.url) }).catch(failed);
