//! The link as a QR code, for paper.

use qrcodegen::{QrCode, QrCodeEcc};

/// A square of light and dark modules.
#[derive(Clone, Debug, PartialEq)]
pub struct Code {
    /// Modules of a side, with the light margin that scanners need.
    pub side: i32,
    /// The dark modules as the data of a path, a module to the unit.
    pub path: String,
}

/// ISO/IEC 18004: a margin of four light modules.
const MARGIN: i32 = 4;
/// 117 modules: on 4 cm of paper one is a third of a millimetre, which cameras of phones still read.
const LARGEST: i32 = 117;

/// `None` for a link that is too long for a code that can be read from paper.
pub(super) fn code(link: &str) -> Option<Code> {
    let code = QrCode::encode_text(link, QrCodeEcc::Low).ok().filter(|code| code.size() <= LARGEST)?;
    let mut path = String::new();
    for y in 0..code.size() {
        let mut x = 0;
        while x < code.size() {
            let length = (x..code.size()).take_while(|x| code.get_module(*x, y)).count() as i32;
            if length > 0 {
                path += &format!("M{} {}h{length}v1h-{length}z", x + MARGIN, y + MARGIN);
            }
            x += length + 1;
        }
    }
    Some(Code { side: code.size() + 2 * MARGIN, path })
}

#[cfg(test)]
mod tests {
    use super::{MARGIN, code};
    use qrcodegen::{QrCode, QrCodeEcc};

    /// The path covers exactly the dark modules.
    #[test]
    fn path_draws_the_modules() {
        let link = "https://example.org/sawtooth/#s1~average1~on-2026-11-21~rev-1~ujr";
        let modules = QrCode::encode_text(link, QrCodeEcc::Low).expect("it is short");
        let drawn = code(link).expect("it is short");
        assert_eq!(drawn.side, modules.size() + 2 * MARGIN);
        let mut dark = Vec::new();
        for run in drawn.path.split('M').skip(1) {
            let (at, rest) = run.split_once('h').expect("a run");
            let (x, y) = at.split_once(' ').expect("a place");
            let length: i32 = rest.split_once('v').expect("a run").0.parse().expect("a length");
            let (x, y): (i32, i32) = (x.parse().expect("x"), y.parse().expect("y"));
            dark.extend((x..x + length).map(|x| (x - MARGIN, y - MARGIN)));
        }
        let all = (0..modules.size()).flat_map(|y| (0..modules.size()).map(move |x| (x, y)));
        assert_eq!(dark, all.filter(|(x, y)| modules.get_module(*x, *y)).collect::<Vec<_>>());
    }

    #[test]
    fn long_link_has_no_code() {
        assert_eq!(code(&"x".repeat(1_500)), None);
    }
}
