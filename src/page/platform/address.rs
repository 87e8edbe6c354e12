//! The page's address and its title.

use super::window;
use wasm_bindgen::JsValue;

/// The link in the address: its fragment without the sign.
pub fn link() -> String {
    let hash = window().and_then(|w| w.location().hash().ok()).unwrap_or_default();
    hash.trim_start_matches('#').into()
}

/// The address without its fragment.
pub fn here() -> String {
    let href = window().and_then(|w| w.location().href().ok()).unwrap_or_default();
    href.split('#').next().unwrap_or_default().to_string()
}

/// Writes the link into the address without a step in the browser's own history, and whether it is
/// this person's own, which a reload finds there also where nothing can be stored.
pub fn set_link(link: &str, own: bool) {
    if let Some(history) = window().and_then(|w| w.history().ok()) {
        // Refused only in a sandboxed frame; the link can be copied all the same.
        let _ = history.replace_state_with_url(&JsValue::from_bool(own), "", Some(&format!("#{link}")));
    }
}

/// Whether the address was marked as the person's own.
pub fn is_own() -> bool {
    let state = window().and_then(|w| w.history().ok()).and_then(|history| history.state().ok());
    state.and_then(|state| state.as_bool()).unwrap_or(false)
}

/// Whether only this machine can open the page's address.
pub fn only_here() -> bool {
    let location = window().map(|w| w.location());
    let protocol = location.as_ref().and_then(|l| l.protocol().ok()).unwrap_or_default();
    let host = location.and_then(|l| l.hostname().ok()).unwrap_or_default();
    protocol == "file:" || host == "localhost" || host == "[::1]" || host.starts_with("127.")
}

/// The address that the build was told to publish, for links from a machine of one's own.
pub fn public() -> Option<&'static str> {
    option_env!("SAWTOOTH_PUBLIC_URL").filter(|url| !url.is_empty())
}

/// The address that a link is copied with: a file on a disk has none for others, but that of the published page.
pub fn to_copy() -> String {
    let here = here();
    if here.starts_with("file:") { to_share() } else { here }
}

/// The address without its fragment as others can open it, where that is known.
pub fn to_share() -> String {
    public().filter(|_| only_here()).map_or_else(here, String::from)
}

pub fn set_title(title: &str) {
    if let Some(document) = window().and_then(|w| w.document()) {
        document.set_title(title);
    }
}
