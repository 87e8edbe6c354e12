//! What the page owes everybody: accessible, narrow, and talking to nobody.

use crate::harness::{DESK, Page, Setup};
use sawtooth::prices::RateTable;
use serde_json::json;
use std::io::Read;
use std::net::TcpListener;
use std::time::Duration;

fn axe(setup: Setup) {
    setup.open(|page| {
        assert_eq!(page.axe(), [""; 0], "folded");
        hold_a_baseline(page);
        page.until("the baseline", || page.shows("#held"));
        page.unfold();
        page.set_field("days", "45");
        page.until("a problem", || !page.text("#p-days").is_empty());
        assert_eq!(page.axe(), [""; 0], "unfolded, with a problem");
    });
}

fn hold_a_baseline(page: &Page) {
    page.open_folds();
    page.until("the baselines", || page.count("[data-hold=published]") == 1);
    page.press("[data-hold=published]");
}

#[test]
fn accessible_in_light() {
    axe(DESK);
}

#[test]
fn accessible_in_dark() {
    axe(DESK.dark());
}

#[test]
fn accessible_on_a_telephone_with_a_banner() {
    DESK.size(390, 844).without_page(|page| {
        page.goto("s1~average1~on-2026-11-21~rev-1~days-4");
        page.until("a banner", || page.shows("#banner"));
        assert_eq!(page.axe(), [""; 0]);
    });
}

/// Adds up layout shifts, and names what moved.
const SHIFTS: &str = "window.moved = 0; window.movers = []; const at = r => [r.x, r.y, r.width, r.height].map(Math.round).join(' ');
    new PerformanceObserver(list => list.getEntries().forEach(e => { window.moved += e.value;
        e.sources.forEach(s => window.movers.push(`${Math.round(e.startTime)} ms: ${at(s.previousRect)} to ${at(s.currentRect)}: `
            + (s.node?.outerHTML ?? s.node?.textContent ?? 'an element that left').slice(0, 80))); }))
        .observe({ type: 'layout-shift', buffered: true });";

#[track_caller]
fn check_shifts(page: &Page, width: u32) {
    std::thread::sleep(Duration::from_millis(300));
    let moved = page.run("return window.moved", json!([])).as_f64().expect("a score");
    let movers = page.run("return window.movers", json!([]));
    assert!(moved < 0.01, "{width} px wide: a layout shift of {moved} by {movers:#}");
}

/// What stands there while a link is opened has the room of what follows.
#[test]
fn nothing_moves_when_a_link_is_opened() {
    for (width, height) in [(390, 844), (1280, 900)] {
        DESK.size(width, height).before(SHIFTS).without_page(|page| {
            page.goto("s1~average1~on-2026-11-21~rev-1~developers-12~heavy-2~plan-team-premium~groupPays-own_team-premium_heavy_api~xwc");
            page.until("the statement", || page.shows("#statement-heading"));
            check_shifts(page, width);
        });
    }
}

/// With a field in focus the number of a phone stands on top, and leaves Undo in sight.
#[test]
fn undo_is_in_reach_while_a_field_of_a_phone_has_the_focus() {
    DESK.size(390, 844).open(|page| {
        page.set_field("sessions", "7");
        page.focus("#f-sessions");
        page.run("scrollTo(0, 0)", json!([]));
        let on_top = "(r => document.elementFromPoint(r.x + r.width / 2, r.y + r.height / 2).id)
            (document.getElementById('undo').getBoundingClientRect()) === 'undo'";
        page.until("Undo", || page.is(on_top));
        assert!(page.is("document.activeElement.matches('.inputs input')"), "the field has the focus still");
    });
}

/// The program paints what the page was written with: nothing moves under the user.
#[test]
fn nothing_moves_when_the_program_starts() {
    // Menus get more options and the charts their drawings; all that is read stays. A text that is
    // empty is written as a blank natively, and reads as nothing in both.
    const WATCH: &str = "window.read = () => [...document.querySelectorAll('main :is(h1, h2, p, label, legend, li, button, summary)')]
            .filter(e => e.checkVisibility() && e.id !== 'spoken' && !e.querySelector('#only-here'))
            .map(e => e.textContent.trim().replace(/\\s+/g, ' ')).filter(text => text);
        window.heights = () => [...document.querySelectorAll('.chart-holder')].map(e => e.clientHeight);
        addEventListener('DOMContentLoaded', () => { window.before = [read(), heights()]; });";
    // Some of it goes by the day: the page was written on the day that the prices were checked.
    let checked = RateTable::shipped().models.iter().flat_map(|m| &m.prices).map(|row| row.checked).max();
    let day = checked.expect("the table has rows");
    let then = format!("new Date('{day}T12:00:00')");
    let on_that_day = "const then = THEN; window.Date = class extends Date {
        constructor(...all) { all.length ? super(...all) : super(then); }
        static now() { return +then; } };";
    let before: &'static str = format!("{SHIFTS}{WATCH}{}", on_that_day.replace("THEN", &then)).leak();
    for (width, height) in [(390, 844), (1280, 900)] {
        DESK.size(width, height).before(before).open(|page| {
            page.until("the pictures", || page.count("figure svg") == 5);
            check_shifts(page, width);
            assert_eq!(
                page.run("return window.before", json!([])),
                page.run("return [read(), heights()]", json!([])),
                "{width} px wide"
            );
        });
    }
}

#[test]
fn nothing_overflows_sideways() {
    for width in [320, 390, 768, 960, 1024] {
        DESK.size(width, 844).open(|page| {
            for state in ["folded", "unfolded"] {
                let script = "const wide = document.documentElement.clientWidth;
                    const scrolls = e => { for (let p = e.parentElement; p; p = p.parentElement)
                        if (/auto|scroll|hidden|clip/.test(getComputedStyle(p).overflowX) && p !== document.body
                            && p !== document.documentElement) return true; return false; };
                    return [document.documentElement.scrollWidth > wide ? 'the page itself' : '',
                        ...[...document.body.querySelectorAll('*')].filter(e => e.checkVisibility() && !scrolls(e)
                            && e.getBoundingClientRect().right > wide + 0.5)
                        .map(e => e.outerHTML.slice(0, 100))].filter(t => t)";
                assert_eq!(page.run(script, json!([])), json!([]), "{state} at {width} px");
                hold_a_baseline(page);
                page.open_folds();
                page.until("the plans", || page.count("#plan-max-low") == 1);
                page.type_over("#plan-max-low", "90");
                page.unfold();
            }
        });
    }
}

/// At no width does the bar above the page take more than two lines.
#[test]
fn bar_above_the_page_stays_low() {
    for width in [320, 390, 488, 640, 768, 1024, 1280] {
        DESK.size(width, 844).open(|page| {
            let height = page.run("return document.querySelector('header.top').offsetHeight", json!([]));
            let height = height.as_f64().expect("a height");
            assert!(height <= 96.0, "{height} px at a width of {width}");
        });
    }
}

/// Nothing that is entered leaves the page: the browser itself refuses.
#[test]
fn the_policy_is_in_force() {
    let elsewhere = TcpListener::bind("127.0.0.1:0").expect("a free port");
    elsewhere.set_nonblocking(true).expect("a listener that does not wait");
    let port = elsewhere.local_addr().expect("its port").port();
    DESK.open(|page| {
        let url = format!("http://127.0.0.1:{port}/blocked-by-policy");
        let ways = [
            format!("fetch('{url}', {{ mode: 'no-cors' }}).then(() => done('sent'), () => done('refused'))"),
            format!("const i = new Image(); i.onload = () => done('sent'); i.onerror = () => done('refused'); i.src = '{url}'"),
            format!("const s = document.createElement('script'); s.onload = () => done('sent'); s.onerror = () => done('refused');
                s.src = '{url}'; document.head.append(s)"),
            "const s = document.createElement('script'); s.textContent = 'window.ran = true'; document.head.append(s);
                done(window.ran ? 'ran' : 'refused')".into(),
            format!("addEventListener('securitypolicyviolation', () => done('refused'), {{ once: true }});
                const f = document.createElement('form'); f.action = '{url}'; f.method = 'post'; document.body.append(f); f.submit()"),
        ];
        for way in ways {
            assert_eq!(page.run_async(&way), json!("refused"), "{way}");
            assert_eq!(received(&elsewhere), 0, "{way}");
        }
        page.expect_in_console("Content Security Policy");
    });
}

/// Bytes that were sent there. For a form the browser opens a connection before it looks
/// at the policy, and then sends nothing on it.
fn received(listener: &TcpListener) -> usize {
    let Ok((mut stream, _)) = listener.accept() else { return 0 };
    stream.set_read_timeout(Some(Duration::from_millis(300))).expect("a timeout");
    stream.read(&mut [0; 1]).unwrap_or(0)
}

/// The policy of the file for hosts is at least the page's own.
#[test]
fn the_policy_is_in_the_page_and_in_the_headers() {
    DESK.open(|page| {
        let script = "fetch(location.pathname).then(r => done([
            document.querySelector('meta[http-equiv=Content-Security-Policy]').content,
            r.headers.get('content-security-policy')]))";
        let both: [String; 2] = serde_json::from_value(page.run_async(script)).expect("two policies");
        for policy in &both {
            assert!(policy.starts_with("default-src 'none'; script-src 'self' 'wasm-unsafe-eval' 'sha256-"));
            assert!(!policy.contains("'unsafe-inline'") && !policy.contains("'unsafe-eval'"), "{policy}");
        }
        assert!(both[1].starts_with(&both[0]), "{both:?}");
    });
}

/// With everything opened and used, each request goes to the page's own address: the
/// harness checks this after every test; here there is most to check.
#[test]
fn a_long_visit_asks_nobody() {
    DESK.open(|page| {
        page.unfold();
        page.choose("people", "team");
        page.press_named("button", "+ Light");
        page.fill("Light, people", "2");
        for (key, text) in [("sessions", "3"), ("agents", "2"), ("jobs", "100"), ("hit", "80")] {
            page.set_field(key, text);
        }
        page.press("#copy");
        page.until("feedback", || !page.text("#status").is_empty());
    });
}
