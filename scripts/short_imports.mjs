// What wasm-bindgen's program asks of its JavaScript, by one or two letters. The names that it
// gives carry a hash each, in both files.

/** The program and its JavaScript with short names for the functions that go between them. */
export function shortImports(program, script) {
    const all = WebAssembly.Module.imports(new WebAssembly.Module(program)).map(({ name }) => name);
    const names = all.filter((name) => name.startsWith("__wb"));
    const short = new Map(names.map((name, i) => [name, i.toString(36)]));
    const found = (name) => short.has(name);
    const used = script.match(/\b__wb\w+/g).filter(found);
    if (new Set(used).size !== short.size || used.length !== short.size) throw new Error("an import is not in the script once");
    return {
        program: withImports(program, (name) => short.get(name) ?? name),
        script: script.replace(/\b__wb\w+/g, (name) => (found(name) ? `"${short.get(name)}"` : name)),
    };
}

const IMPORTS = 2;
const FUNCTION = 0;

/** The program with its imported functions renamed. */
function withImports(program, rename) {
    const parts = [program.subarray(0, 8)];
    for (let at = 8; at < program.length; ) {
        const [size, from] = number(program, at + 1);
        const body = program.subarray(from, from + size);
        const renamed = program[at] === IMPORTS ? imports(body, rename) : body;
        parts.push(Buffer.of(program[at], ...bytes(renamed.length)), renamed);
        at = from + size;
    }
    return Buffer.concat(parts);
}

function imports(section, rename) {
    const [count, first] = number(section, 0);
    const parts = [Buffer.from(bytes(count))];
    for (let i = 0, at = first; i < count; i++) {
        const [moduleSize, module] = number(section, at);
        const [nameSize, name] = number(section, module + moduleSize);
        const end = name + nameSize;
        if (section[end] !== FUNCTION) throw new Error("an import that is no function");
        const [, next] = number(section, end + 1);
        const short = rename(section.toString("utf8", name, end));
        parts.push(section.subarray(at, module + moduleSize), Buffer.from([...bytes(short.length), ...Buffer.from(short)]));
        parts.push(section.subarray(end, next));
        at = next;
    }
    return Buffer.concat(parts);
}

/** A number in LEB128, and where what follows it begins. */
function number(from, at) {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
        const byte = from[at++];
        value += (byte & 127) * 2 ** shift;
        if (byte < 128) return [value, at];
    }
}

function bytes(value) {
    const all = [];
    for (; value >= 128; value = Math.floor(value / 128)) all.push((value % 128) | 128);
    return [...all, value];
}
