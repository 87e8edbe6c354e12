//! Files and folders of the command line, to the importer.

use sawtooth::logs::read::{Import, Imported};
use std::collections::HashSet;
use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};

/// Bytes that are read at a time.
const SLICE: usize = 4 << 20;

/// One file, with the name that it is told by.
struct Found {
    path: PathBuf,
    name: String,
}

pub fn read(paths: &[String]) -> Result<Imported, String> {
    let mut import = Import::new();
    let mut found = Vec::new();
    for path in paths {
        let name =
            Path::new(path).file_name().map_or(path.clone(), |name| name.to_string_lossy().into_owned());
        let place = fs::canonicalize(path).map_err(|error| format!("{path} cannot be read ({error})"))?;
        walk(&place, &name, &mut HashSet::new(), &mut found, &mut import);
    }
    found.sort_by(|a, b| a.name.cmp(&b.name));
    // The same file under two of the paths is one.
    let mut seen = HashSet::new();
    found.retain(|file| seen.insert(fs::canonicalize(&file.path).unwrap_or_else(|_| file.path.clone())));
    let mut slice = vec![0; SLICE];
    for file in &found {
        if let Err(error) = file.push(&mut slice, &mut import) {
            import.refused(&file.name, &error.to_string());
        }
    }
    Ok(import.finish())
}

/// Every file below; a folder within itself, by a link, is not gone into again.
fn walk(path: &Path, name: &str, above: &mut HashSet<PathBuf>, found: &mut Vec<Found>, import: &mut Import) {
    if !path.is_dir() {
        return found.push(Found { path: path.into(), name: name.into() });
    }
    let Ok(real) = fs::canonicalize(path) else { return };
    if !above.insert(real.clone()) {
        return;
    }
    match fs::read_dir(path) {
        Err(error) => import.refused(name, &error.to_string()),
        Ok(entries) => {
            for entry in entries.flatten() {
                let name = format!("{name}/{}", entry.file_name().to_string_lossy());
                walk(&entry.path(), &name, above, found, import);
            }
        }
    }
    above.remove(&real);
}

impl Found {
    fn push(&self, slice: &mut [u8], import: &mut Import) -> std::io::Result<()> {
        let mut file = fs::File::open(&self.path)?;
        import.begin(&self.name);
        while import.wants_more() {
            match file.read(slice) {
                Ok(0) => break,
                Ok(count) => import.push(&slice[..count]),
                Err(error) if error.kind() == std::io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
        import.end();
        Ok(())
    }
}
