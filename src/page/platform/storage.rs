//! Local storage, where the browser allows it.

use super::window;
use web_sys::Storage;

const KEPT: &str = "sawtooth.scenario";
const BEFORE: &str = "sawtooth.before";

fn storage() -> Option<Storage> {
    window()?.local_storage().ok()?
}

/// The link of the scenario that was kept.
pub fn kept() -> Option<String> {
    storage()?.get_item(KEPT).ok()?
}

/// The link of what was kept before somebody else's link was edited.
pub fn kept_before() -> Option<String> {
    storage()?.get_item(BEFORE).ok()?
}

/// Keeps a link; `false` where storage is blocked or full.
pub fn keep(link: &str) -> bool {
    storage().is_some_and(|s| s.set_item(KEPT, link).is_ok())
}

/// Moves what is kept aside, before another scenario takes its place.
pub fn set_aside(link: &str) -> bool {
    storage().is_some_and(|s| s.set_item(BEFORE, link).is_ok())
}

const THEME: &str = "sawtooth.theme";

/// "light", "dark", or nothing for the system's.
pub fn theme() -> String {
    storage().and_then(|s| s.get_item(THEME).ok().flatten()).unwrap_or_default()
}

pub fn keep_theme(theme: &str) {
    if let Some(storage) = storage() {
        // Refused where storage is blocked: the theme lasts as long as the page.
        let _ = if theme.is_empty() { storage.remove_item(THEME) } else { storage.set_item(THEME, theme) };
    }
}

/// Puts back what [`forget`] removed.
pub fn restore(kept: Option<&str>, before: Option<&str>) {
    if let Some(link) = kept {
        keep(link);
    }
    if let Some(link) = before {
        set_aside(link);
    }
}

/// Removes what this page stored, where it is such a link.
pub fn forget(such: impl Fn(&str) -> bool) {
    let Some(storage) = storage() else { return };
    for key in [KEPT, BEFORE] {
        if storage.get_item(key).ok().flatten().is_some_and(|link| such(&link)) {
            let _ = storage.remove_item(key);
        }
    }
}
