// Lighthouse with its own mobile throttling: scores out of 100, and the paint in milliseconds.
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const CATEGORIES = ["performance", "accessibility", "best-practices", "seo"];

export async function audit(address, modules, chromePath) {
    const require = createRequire(`${modules}/`);
    const { default: lighthouse } = await import(pathToFileURL(require.resolve("lighthouse")));
    const { launch } = await import(pathToFileURL(require.resolve("chrome-launcher")));
    const flags = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic"];
    const chrome = await launch({ chromePath, chromeFlags: flags });
    try {
        const { lhr } = await lighthouse(address, { port: chrome.port, onlyCategories: CATEGORIES, logLevel: "error" });
        const scores = Object.fromEntries(CATEGORIES.map((name) => [name, Math.round(lhr.categories[name].score * 100)]));
        for (const audit of Object.values(lhr.audits)) {
            const counts = CATEGORIES.some((name) =>
                lhr.categories[name].auditRefs.some((ref) => ref.id === audit.id && ref.weight > 0));
            if (counts && audit.score !== null && audit.score < 0.9) {
                console.log(`  Lighthouse: ${audit.title} (${audit.displayValue ?? audit.id})`);
            }
        }
        const largest = lhr.audits["largest-contentful-paint-element"]?.details?.items?.[0]?.items?.[0]?.node;
        if (largest) console.log(`  Lighthouse: the largest paint is ${largest.selector}`);
        return { scores, paint: lhr.audits["largest-contentful-paint"].numericValue };
    } finally {
        chrome.kill();
    }
}
