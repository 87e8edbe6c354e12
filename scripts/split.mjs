// Trunk's wasm-bindgen. The program is split first into what the first screen needs and what
// src/page/rest.rs loads after it, because only what the linker leaves says which function needs
// which. Trunk has no step between the two (trunk-rs/trunk#1022).
import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { basename, delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const own = join(dirname(fileURLToPath(import.meta.url)), "trunk");
const PATH = process.env.PATH.split(delimiter).filter((folder) => folder !== own).join(delimiter);
const run = (tool, ...given) => execFileSync(tool, given, { stdio: "inherit", env: { ...process.env, PATH } });

const given = process.argv.slice(2);
const program = given.find((argument) => argument.endsWith(".wasm"));
if (program) bindSplit(program);
else run("wasm-bindgen", ...given);

function bindSplit(program) {
    const of = (option) => given.find((argument) => argument.startsWith(`--${option}=`)).split("=")[1];
    const [out, name] = [of("out-dir"), of("out-name")];
    const parts = join(out, "parts");
    rmSync(parts, { recursive: true, force: true });
    mkdirSync(parts, { recursive: true });
    run("wasm-split-cli", program, parts, "--out-name", name);
    const main = given.map((argument) => (argument === program ? join(parts, basename(program)) : argument));
    // The table of functions, through which the two call each other, is such an export.
    run("wasm-bindgen", ...main, "--keep-lld-exports");
    const script = join(out, `${name}.js`);
    writeFileSync(script, withLoader(readFileSync(script, "utf8")));
}

/**
 * What loads the rest, in the page's script instead of one of its own: they would need each other's
 * names, which have a hash of their content. Also where the host names no type, and again after a failure.
 */
function withLoader(script) {
    const [whole, name] = script.match(/^import \* as (\w+) from "\.\/__wasm_split\.js";?$/m);
    return script.replace(whole, () => `const ${name} = {
    __wasm_split_load_rest(told, about) {
        fetch(new URL("./rest.wasm", import.meta.url))
            .then((response) => __wbg_load(response, { __wasm_split: wasm }))
            .then(() => 1, () => 0)
            .then((done) => wasm.__indirect_function_table.get(told)(about, done));
    },
};`);
}
