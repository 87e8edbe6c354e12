// What a release consists of: node scripts/release.mjs dist sawtooth.html FOLDER. The same inputs give the same bytes:
// files in the order of their names, with the day of the last commit.
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { copyFileSync, mkdirSync, readFileSync, readdirSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { basename, join, resolve } from "node:path";

const [dist, single, folder] = process.argv.slice(2);
const version = readFileSync("Cargo.toml", "utf8").match(/^version = "(.*)"$/m)[1];
rmSync(folder, { recursive: true, force: true });
const stage = join(folder, `sawtooth-${version}`);
mkdirSync(stage, { recursive: true });

const day = Number(execFileSync("git", ["log", "-1", "--format=%ct"], { encoding: "utf8" }));
const names = readdirSync(dist).sort();
for (const name of names) {
    copyFileSync(join(dist, name), join(stage, name));
    utimesSync(join(stage, name), day, day);
}
const archive = `sawtooth-${version}.zip`;
const inside = names.map((name) => `${basename(stage)}/${name}`);
execFileSync("zip", ["-q", "-X", "-9", resolve(folder, archive), ...inside], { cwd: folder, env: { ...process.env, TZ: "UTC" }, stdio: "inherit" });
rmSync(stage, { recursive: true });
const file = `sawtooth-${version}.html`;
copyFileSync(single, join(folder, file));
const sums = [archive, file].map((name) => `${createHash("sha256").update(readFileSync(join(folder, name))).digest("hex")}  ${name}\n`);
writeFileSync(join(folder, "SHA256SUMS"), sums.join(""));
process.stdout.write(sums.join(""));
