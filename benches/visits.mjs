// How long a visitor with a slow phone waits, the first time and when everything is kept (sw.js): 1.6 Mbit/s,
// 150 ms a round trip, a quarter of this machine's speed.
import { createRequire } from "node:module";

const NETWORK = { offline: false, latency: 150, downloadThroughput: 1.6e6 / 8, uploadThroughput: 0.75e6 / 8 };
const SLOWER = 4;
const VISITS = 5;
/** What is kept has come, and the browser has had time to keep what it compiled. */
const REST = 6000;

/** Rows of the report: second visits with the host there, and with nobody there. */
export async function rows(address, modules, executablePath) {
    const puppeteer = createRequire(`${modules}/`)("puppeteer-core");
    const args = ["--no-sandbox", "--disable-gpu", "--disable-quic"];
    const browser = await puppeteer.launch({ executablePath, args });
    try {
        const first = await visit(browser, address, false);
        const again = await middle(() => visit(browser, address, false));
        const offline = await middle(() => visit(browser, address, true));
        const s = (ms) => `${(ms / 1000).toFixed(2)} s`;
        return [
            ["a slow phone's first visit: first answer", s(first.answer), "", true],
            ["  interactive", s(first.interactive), "", true],
            ["its second visit: first answer", s(again.answer), "at most 1.2 s", again.answer <= 1200],
            ["  interactive", s(again.interactive), "at most 1.5 s", again.interactive <= 1500],
            ["the same offline: first answer", s(offline.answer), "at most 1.2 s", offline.answer <= 1200],
            ["  interactive", s(offline.interactive), "at most 1.5 s", offline.interactive <= 1500],
        ];
    } finally {
        await browser.close();
    }
}

async function middle(visit) {
    const all = [];
    for (let i = 0; i < VISITS; i += 1) all.push(await visit());
    return all.sort((a, b) => a.interactive - b.interactive)[(VISITS - 1) / 2];
}

/** Milliseconds from the navigation on. */
async function visit(browser, address, offline) {
    const page = await browser.newPage();
    await page.setViewport({ width: 390, height: 844 });
    const devtools = await page.createCDPSession();
    await devtools.send("Network.emulateNetworkConditions", { ...NETWORK, offline });
    await devtools.send("Emulation.setCPUThrottlingRate", { rate: SLOWER });
    await page.goto(address, { timeout: 120_000 });
    await page.waitForFunction(() => document.documentElement.dataset.started !== undefined, { timeout: 120_000, polling: 10 });
    const found = await page.evaluate(() => ({
        answer: performance.getEntriesByName("first-contentful-paint")[0].startTime,
        interactive: performance.now(),
    }));
    await page.evaluate(() => navigator.serviceWorker.ready.then(() => true));
    await new Promise((done) => setTimeout(done, REST));
    await page.close();
    return found;
}
