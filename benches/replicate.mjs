// Transcripts many times over, for measuring: `replicate.mjs SOURCE TARGET MEGABYTES [KILOBYTES]`.
// With kilobytes, a file takes so many rounds of its original that it is as large.
//
// Every round has ids of its own (messages, requests, lines, sessions, sub-agents) and is a day
// later, so that its calls are new ones and its copies of calls still are copies. After a year
// the days begin again.

import { mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

const [source, target, megabytes, kilobytes = 0] = process.argv.slice(2);
if (!source || !target || !(Number(megabytes) > 0)) {
  console.error('usage: node benches/replicate.mjs SOURCE TARGET MEGABYTES [KILOBYTES]');
  process.exit(2);
}

const DAYS = 365;
const UUID = /\b([0-9a-f]{8})(-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})\b/g;
const ID = /\b(?:msg|req|toolu)_[0-9A-Za-z]{6,}/g;
const TIME = /("timestamp": ?")(\d{4}-\d\d-\d\dT[\d:.]+Z)"/g;
const AGENT = /(\bagent-|"agentId": ?")([0-9a-f]{6,})\b/g;

function renamed(text, round) {
  const shift = (round * 0x9e3779b1) >>> 0;
  return text
    .replace(UUID, (_, first, rest) => ((parseInt(first, 16) ^ shift) >>> 0).toString(16).padStart(8, '0') + rest)
    .replace(ID, (id) => id + 'x' + round.toString(36))
    .replace(TIME, (_, before, time) => before + new Date(Date.parse(time) + (round % DAYS) * 86_400_000).toISOString() + '"')
    .replace(AGENT, (_, before, id) => before + id + round.toString(16).padStart(3, '0'));
}

function* transcripts(folder) {
  for (const entry of readdirSync(folder).sort()) {
    const path = join(folder, entry);
    if (statSync(path).isDirectory()) yield* transcripts(path);
    else if (entry.endsWith('.jsonl')) yield path;
  }
}

const files = [...transcripts(source)].map((path) => ({
  path: relative(source, path),
  text: readFileSync(path, 'utf8'),
}));
const goal = Number(megabytes) * 1e6;
let written = 0;
for (let round = 1; written < goal && files.some(({ text }) => text); ) {
  const first = round;
  let next = round + 1;
  for (const { path, text } of files) {
    if (written >= goal) break;
    let name = renamed(path, first);
    if (name === path) name = path.replace(/\.jsonl$/, `-${first}.jsonl`);
    const rounds = text ? Math.max(1, Math.ceil((Number(kilobytes) * 1e3) / text.length)) : 1;
    const copies = Array.from({ length: rounds }, (_, i) => renamed(text, first + i));
    const bytes = Buffer.from(copies.join(''));
    mkdirSync(dirname(join(target, name)), { recursive: true });
    writeFileSync(join(target, name), bytes);
    written += bytes.length;
    next = Math.max(next, first + rounds);
  }
  round = next;
}
console.log(`${Math.round(written / 1e6)} MB in ${target}`);
