// Keeps the page where it was opened, so that it works offline and opens at once. It answers from what it kept,
// and sends nothing: what it fetches are the page's own files.
"use strict";
// What scripts/finish.mjs writes in here: a hash that stands in the page of this build too, and its other files.
const BUILD = "";
const FILES = [];

/** Several pages may be at one address, each in a folder of its own. */
const SCOPE = new URL(registration.scope).pathname;
const KEPT = `sawtooth ${SCOPE} `;
const OWN = KEPT + BUILD;

addEventListener("install", (event) => event.waitUntil(keep()));
addEventListener("activate", (event) => event.waitUntil(begin()));
addEventListener("fetch", (event) => {
    const { request } = event;
    const { origin, pathname } = new URL(request.url);
    if (request.method !== "GET" || origin !== location.origin) return;
    const isPage = request.mode === "navigate" && [SCOPE, `${SCOPE}index.html`].includes(pathname);
    event.respondWith(isPage ? newestPage(request) : part(request));
});

/** All of a build or none: the page comes last, and only where it is of this build. */
async function keep() {
    await caches.delete(OWN);
    const cache = await caches.open(OWN);
    await cache.addAll(FILES);
    const page = await fetch("./", { cache: "no-cache" });
    const isOwn = page.ok && !page.redirected && (await page.clone().text()).includes(BUILD);
    if (!isOwn) throw new Error("The host has no whole version of the page at the moment.");
    await cache.put("./", page);
}

/** The builds that are kept of this page, the oldest first. */
const builds = async () => (await caches.keys()).filter((name) => name.startsWith(KEPT));

/** From the first visit on; and once no tab has an older build open, it goes. */
async function begin() {
    const others = (await builds()).filter((name) => name !== OWN);
    await Promise.all(others.map((name) => caches.delete(name)));
    await clients.claim();
}

/** The newest page that is whole. Each names its own parts, so a reload takes a new version and never half of it. */
async function newestPage(request) {
    for (const name of (await builds()).reverse()) {
        const page = await (await caches.open(name)).match("./");
        if (page) return page;
    }
    return fetch(request);
}

/** A part has a name with a hash, so it is the same in whichever build it is found. */
async function part(request) {
    return (await caches.match(request, { ignoreVary: true })) ?? fetch(request);
}
