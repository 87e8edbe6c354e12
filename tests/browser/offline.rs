//! After the first visit the page needs its host no more, and a newer version is whole or not there.

use crate::harness::{DESK, Page, key};
use crate::logs::{SESSION, until_read};
use sawtooth::scenario::Preset;
use serde_json::json;
use std::path::{Path, PathBuf};

/// The build of the page that is shown.
const SHOWN: &str = "document.querySelector('meta[name=build]').content";

/// The build of the newest page that is kept.
fn kept(page: &Page) -> String {
    let script = "caches.keys().then(async (names) => {
        for (const name of names.reverse()) {
            const page = await (await caches.open(name)).match('./');
            if (page) return done((await page.text()).match(/<meta name=build content=(\\w+)>/)[1]);
        }
        done('');
    });";
    page.run_async(script).as_str().unwrap_or_default().into()
}

#[track_caller]
pub fn until_kept(page: &Page) {
    page.until("the page to be kept", || {
        page.is(SHOWN) && kept(page) == page.run(&format!("return {SHOWN}"), json!([]))
    });
    page.until("it to be answered from there", || page.is("navigator.serviceWorker.controller"));
}

#[test]
fn page_works_offline_after_the_first_visit() {
    DESK.open(|page| {
        until_kept(page);
        page.stop_the_host();
        page.reload();
        page.set_field("sessions", "9");
        page.expect_change(&page.preset(Preset::Average), |s| s.work.sessions_per_day = 9.0);
        // Logs are read by a program that comes with the first of them.
        page.choose_files("#logs-files", &[SESSION]);
        until_read(page, 1);
        // The statement's workbook is made by one more.
        let program = "fetch(document.querySelector('#app').dataset.sheet).then(r => done(r.status))";
        assert_eq!(page.run_async(program), json!(200));
        page.reload();
        page.expect_change(&page.preset(Preset::Average), |s| s.work.sessions_per_day = 9.0);
    });
}

/// A copy of dist/ that a test may publish over; it goes when this does.
struct Copy(PathBuf);

impl Copy {
    fn new(name: &str) -> Copy {
        let folder = std::env::temp_dir().join(format!("sawtooth-{name}-{}", std::process::id()));
        std::fs::create_dir_all(&folder).expect("a folder of the test's own");
        let dist = Path::new(env!("CARGO_MANIFEST_DIR")).join("dist");
        for entry in std::fs::read_dir(dist).expect("run make dist first") {
            let path = entry.expect("an entry").path();
            std::fs::copy(&path, folder.join(path.file_name().expect("a name"))).expect("a copy");
        }
        Copy(folder)
    }

    /// A file as it is in another build.
    fn publish(&self, name: &str, from: &str, to: &str) {
        let path = self.0.join(name);
        let text = std::fs::read_to_string(&path).expect("a text");
        assert!(text.contains(from), "{name} names its build");
        std::fs::write(path, text.replace(from, to)).expect("published");
    }
}

impl Drop for Copy {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// As a browser does by itself with every visit.
fn look_for_a_newer_one(page: &Page) {
    page.run_async("navigator.serviceWorker.getRegistration().then(own => own.update()).then(() => done(), () => done())");
}

#[test]
fn newer_version_is_announced_and_taken_on_reload() {
    let host = Copy::new("newer");
    DESK.without_page_of(&host.0, |page| {
        page.goto("");
        until_kept(page);
        page.set_field("sessions", "9");
        let mine = page.expect_change(&page.preset(Preset::Average), |s| s.work.sessions_per_day = 9.0);
        assert!(!page.shows("#newer"), "a first visit has nothing newer");
        let old = kept(page);
        host.publish("index.html", &old, "0000000000000001");
        host.publish("sw.js", &old, "0000000000000001");
        look_for_a_newer_one(page);
        page.until("the word of it", || page.shows("#newer"));
        assert!(page.is(&format!("{SHOWN} === '{old}'")), "nothing changes under your hands");
        page.focus("#reload");
        page.keys(&key::ENTER.to_string());
        page.until("the newer page", || page.is(&format!("{SHOWN} === '0000000000000001'")));
        page.expect(&mine);
        assert!(!page.shows("#newer"));
    });
}

/// A tab that stays open asks by itself, once an hour at most, when it is come back to.
#[test]
fn tab_that_stays_open_looks_for_a_newer_version() {
    let host = Copy::new("staying");
    DESK.without_page_of(&host.0, |page| {
        page.goto("");
        until_kept(page);
        let old = kept(page);
        host.publish("index.html", &old, "0000000000000001");
        host.publish("sw.js", &old, "0000000000000001");
        page.run(
            "window.asked = 0;
            const own = ServiceWorkerRegistration.prototype, update = own.update;
            own.update = function () { window.asked += 1; return update.call(this); };",
            json!([]),
        );
        let come_back = || {
            page.run("document.dispatchEvent(new Event('visibilitychange'))", json!([]));
            page.run("return window.asked", json!([]))
        };
        assert_eq!(come_back(), json!(0), "it has looked a moment ago");
        page.run("const now = Date.now; Date.now = () => now() + 3600001;", json!([]));
        assert_eq!([come_back(), come_back()], [json!(1), json!(1)]);
        page.until("the word of it", || page.shows("#newer"));
    });
}

/// On a phone the word of it stands over what is read.
#[test]
fn word_of_a_newer_version_can_be_dismissed() {
    let host = Copy::new("dismissed");
    DESK.size(390, 844).without_page_of(&host.0, |page| {
        page.goto("");
        until_kept(page);
        let old = kept(page);
        host.publish("index.html", &old, "0000000000000001");
        host.publish("sw.js", &old, "0000000000000001");
        look_for_a_newer_one(page);
        page.until("the word of it", || page.shows("#newer"));
        page.press("#newer-dismiss");
        assert!(!page.shows("#newer"));
        assert!(page.is(&format!("{SHOWN} === '{old}'")), "nothing else changes");
    });
}

/// The keeper of the new version is there already, and its page is not.
#[test]
fn half_of_a_version_is_not_taken() {
    let host = Copy::new("half");
    DESK.without_page_of(&host.0, |page| {
        page.goto("");
        until_kept(page);
        let old = kept(page);
        host.publish("sw.js", &old, "0000000000000001");
        page.run(
            "navigator.serviceWorker.getRegistration().then(own => own.onupdatefound = () => {
            const next = own.installing;
            next.onstatechange = () => { window.ended = next.state; };
        })",
            json!([]),
        );
        look_for_a_newer_one(page);
        page.until("the end of it", || page.is("window.ended === 'redundant'"));
        assert!(!page.shows("#newer"));
        page.reload();
        assert!(page.is(&format!("{SHOWN} === '{old}'")));
        assert_eq!(kept(page), old);
    });
}
