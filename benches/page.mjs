// A slider dragged through 300 input events while the pictures are on the screen, and
// what each event costs the main thread by the browser's own trace.
import { createRequire } from "node:module";

const EVENTS = 300;
const SLIDER = "#s-messages";
/** A task of a thread in the trace; waiting for a frame is none. */
const TASK = "RunTask";

const STOPS = 20;
/** What follows the slider a frame or more later: all points of the range, the actions, the optimized bar, every way to pay. */
const FOLLOWERS = ["#headline-range", "#actions", "#spend", "#options"];

/** `open`: with every fold open, and every picture in it drawn. */
export async function drag(address, modules, executablePath, open = false) {
    return await visited(address, modules, executablePath, (page) => measured(page, open));
}

/**
 * Milliseconds from the last event of a drag, stopped at 20 places, until the page's text is the one
 * that stays, sorted.
 */
export async function settle(address, modules, executablePath) {
    return await visited(address, modules, executablePath, async (page) => {
        await page.evaluate(pin, SLIDER);
        const times = [];
        // The same places in every run, of which none is the one before.
        for (let i = 0; i < STOPS; i += 1) times.push(await page.evaluate(stop, SLIDER, FOLLOWERS, 5 + ((i * 37) % 60)));
        return times.sort((a, b) => a - b);
    });
}

/** Drags through so many events and stops; when the followers' text first was the last one. */
async function stop(slider, followers, events) {
    const input = document.querySelector(slider);
    const frame = () => new Promise((done) => requestAnimationFrame(done));
    const text = () => followers.map((css) => document.querySelector(css).textContent).join();
    const [min, max] = [Number(input.min), Number(input.max)];
    const seen = [];
    const watch = new MutationObserver(() => seen.push([performance.now(), text()]));
    let last = 0;
    for (let i = 1; i <= events; i += 1) {
        await frame();
        input.value = String(Math.round(min + (max - min) * Math.abs((((i + events) * 7) % 200) - 100) / 100));
        last = performance.now();
        if (i === events) {
            followers.forEach((css) =>
                watch.observe(document.querySelector(css), { subtree: true, childList: true, characterData: true }));
        }
        input.dispatchEvent(new Event("input", { bubbles: true }));
    }
    await new Promise((done) => setTimeout(done, 1500));
    watch.disconnect();
    const final = text();
    const first = seen.find(([, then]) => then === final);
    return first ? first[0] - last : 0;
}

async function visited(address, modules, executablePath, use) {
    const puppeteer = createRequire(`${modules}/`)("puppeteer-core");
    const browser = await puppeteer.launch({
        executablePath,
        headless: true,
        defaultViewport: { width: 1280, height: 900 },
        args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking",
            "--disable-component-update", "--disable-sync", "--window-size=1280,900"],
    });
    try {
        const page = await browser.newPage();
        await page.goto(address);
        await page.waitForFunction(() => document.documentElement.dataset.started !== undefined
            && !document.querySelector(".later[aria-busy]"));
        return await use(page);
    } finally {
        await browser.close();
    }
}

async function measured(page, open) {
    if (open) {
        await page.evaluate(() => document.querySelectorAll("details").forEach((fold) => { fold.open = true; }));
        await page.waitForSelector("[data-hold=published]");
        await page.evaluate(() => document.querySelector("[data-hold=published]").click());
    }
    await page.evaluate(pin, SLIDER);
    await new Promise((done) => setTimeout(done, open ? 3000 : 1000));
    await page.tracing.start({
        categories: ["disabled-by-default-devtools.timeline", "devtools.timeline", "devtools.timeline.frame",
            "blink.user_timing"],
    });
    await page.evaluate(slide, SLIDER, EVENTS);
    const trace = JSON.parse(Buffer.from(await page.tracing.stop()).toString());
    const events = trace.traceEvents;
    return { work: work(events), parts: parts(events), dropped: dropped(events) };
}

/** Scrolls to the pictures; the slider goes on working wherever it is. */
function pin(slider) {
    if (!document.querySelector(slider)) throw new Error(`no ${slider}`);
    document.querySelector("#spend").scrollIntoView({ block: "start" });
}

/** One event a frame, as a pointer gives them, each marked in the trace. */
async function slide(slider, events) {
    const input = document.querySelector(slider);
    const [min, max, step] = [input.min, input.max, input.step].map(Number);
    const frame = () => new Promise((done) => requestAnimationFrame(done));
    for (let i = 0; i < events; i += 1) {
        await frame();
        // There and back again, so that every event changes the value.
        const place = Math.abs(((i * 7) % 200) - 100) / 100;
        const value = min + place * (max - min);
        input.value = String(step > 0 ? Math.round(value / step) * step : value);
        performance.mark("sawtooth-event");
        input.dispatchEvent(new Event("input", { bubbles: true }));
    }
    await frame();
    await frame();
}

const MARK = "sawtooth-event";

/** Milliseconds of script, style, layout and paint from each event to the next, sorted. */
function work(events) {
    const marks = events.filter((e) => e.name === MARK).sort((a, b) => a.ts - b.ts);
    if (marks.length < EVENTS) throw new Error(`${marks.length} of ${EVENTS} events in the trace`);
    const { pid, tid } = marks[0];
    const tasks = events.filter((e) => e.pid === pid && e.tid === tid && e.ph === "X" && e.name === TASK);
    // The task of a mark began before it: a task counts for the event whose mark is in it or last before it.
    const per = new Array(marks.length).fill(0);
    for (const task of tasks) {
        const end = task.ts + task.dur;
        let last = -1;
        while (last + 1 < marks.length && marks[last + 1].ts < end) last += 1;
        if (last >= 0) per[last] += task.dur / 1000;
    }
    return per.sort((a, b) => a - b);
}

const PARTS = {
    script: ["FunctionCall", "RunMicrotasks"],
    style: ["UpdateLayoutTree"],
    layout: ["Layout"],
    paint: ["PrePaint", "Paint", "Layerize", "Commit"],
};

/** Milliseconds an event on average by what was done. What is within work of the same kind counts once: every paint of a
 * document is within a paint of its layers. */
function parts(events) {
    const { pid, tid } = events.find((e) => e.name === MARK);
    const mine = events.filter((e) => e.pid === pid && e.tid === tid && e.ph === "X");
    const mean = (names) => {
        let [sum, end] = [0, -Infinity];
        for (const e of mine.filter((e) => names.includes(e.name)).sort((a, b) => a.ts - b.ts || b.dur - a.dur)) {
            if (e.ts < end) continue;
            [sum, end] = [sum + e.dur, e.ts + e.dur];
        }
        return sum / 1000 / EVENTS;
    };
    return Object.fromEntries(Object.entries(PARTS).map(([part, names]) => [part, mean(names)]));
}

/** Frames that the compositor had to drop because the page was late. */
function dropped(events) {
    const marks = events.filter((e) => e.name === MARK).map((e) => e.ts);
    const [from, to] = [Math.min(...marks), Math.max(...marks)];
    const late = events.filter((e) => e.name === "DroppedFrame" && e.ts >= from && e.ts <= to);
    return late.length;
}
