//! Charts as a reader gets them: typical pictures, their geometry, and any input at all.

#[path = "charts/samples.rs"]
mod samples;

use samples::*;
use sawtooth::chart::*;

#[test]
#[ignore = "writes pictures to look at: cargo test --test charts -- --ignored draw"]
fn draw() {
    let folder = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("charts");
    std::fs::create_dir_all(&folder).unwrap();
    for width in [320.0, 360.0, 720.0, 1100.0] {
        let pictures = [
            ("bill", bars(&bill(), width)),
            ("session", lines(&session(160), width)),
            ("plans", lines(&plans(), width)),
        ];
        for (name, picture) in pictures {
            for theme in [Theme::Light, Theme::Dark] {
                let file = folder.join(format!("{name}-{width}-{theme:?}.svg"));
                std::fs::write(file, standalone(&picture, theme)).unwrap();
            }
        }
    }
}
