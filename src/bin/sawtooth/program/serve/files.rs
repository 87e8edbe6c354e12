//! The files of the page: of a folder, or within the program.

use flate2::read::GzDecoder;
use std::io::Read;
use std::path::{Component, Path, PathBuf};

/// Each file in gzip, as `make sawtooth` leaves them.
#[cfg(feature = "embed")]
static PAGE: include_dir::Dir = include_dir::include_dir!("$CARGO_MANIFEST_DIR/target/page");

pub enum Files {
    /// A folder without links in its path.
    Folder(PathBuf),
    #[cfg(feature = "embed")]
    Within,
}

pub struct File {
    bytes: Vec<u8>,
    is_gzip: bool,
}

impl Files {
    pub fn below(folder: &Path) -> Result<Files, String> {
        let real = folder
            .canonicalize()
            .map_err(|error| format!("{} cannot be read ({error})", folder.display()))?;
        match real.join("index.html").is_file() {
            true => Ok(Files::Folder(real)),
            false => Err(format!("{} has no index.html: build the page with `make dist`", folder.display())),
        }
    }

    #[cfg(feature = "embed")]
    pub fn within() -> Result<Files, String> {
        Ok(Files::Within)
    }

    #[cfg(not(feature = "embed"))]
    pub fn within() -> Result<Files, String> {
        Err("this program was built without the page: `make sawtooth` builds it with the page, \
            and `make dist` a folder for --dir"
            .into())
    }

    /// A file by its path in the page; nothing outside of it, whatever the path.
    pub fn read(&self, name: &str) -> Option<File> {
        if !Path::new(name).components().all(|part| matches!(part, Component::Normal(_))) {
            return None;
        }
        match self {
            Files::Folder(folder) => {
                let file = folder.join(name).canonicalize().ok().filter(|file| file.starts_with(folder))?;
                Some(File { bytes: std::fs::read(file).ok()?, is_gzip: false })
            }
            #[cfg(feature = "embed")]
            Files::Within => PAGE
                .get_file(format!("{name}.gz"))
                .map(|file| File { bytes: file.contents().to_vec(), is_gzip: true }),
        }
    }
}

impl File {
    /// The bytes to send, and whether they are in gzip: where the browser takes gzip, they are sent as they stand.
    pub fn body(self, takes_gzip: bool) -> (Vec<u8>, bool) {
        if !self.is_gzip || takes_gzip {
            return (self.bytes, self.is_gzip);
        }
        let mut plain = Vec::new();
        // Packed by the build: it unpacks.
        let _ = GzDecoder::new(self.bytes.as_slice()).read_to_end(&mut plain);
        (plain, false)
    }

    pub fn text(self) -> String {
        String::from_utf8_lossy(&self.body(false).0).into_owned()
    }
}
