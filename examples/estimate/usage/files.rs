//! Files and folders of the command line, to the importer.

use sawtooth::logs::read::{Import, Imported};
use std::collections::HashSet;
use std::ffi::OsString;
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

pub fn read(paths: &[OsString]) -> Result<Imported, String> {
    let mut import = Import::new();
    let mut found = Vec::new();
    for path in paths.iter().map(Path::new) {
        let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
        match fs::canonicalize(path) {
            Ok(place) => walk(&place, &name, &mut HashSet::new(), &mut found, &mut import),
            // What another program writes has no place among the files.
            Err(_) if is_stream(path) => found.push(Found { path: path.into(), name }),
            Err(error) => return Err(format!("{} cannot be read ({error})", path.display())),
        }
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

/// "-", or a pipe that the shell has open: `/dev/stdin`, and `/dev/fd/63` of `<(program)`.
fn is_stream(path: &Path) -> bool {
    path == Path::new("-") || fs::metadata(path).is_ok_and(|found| !found.is_dir())
}

/// Every file below; a folder within itself, by a link, is not gone into again.
fn walk(path: &Path, name: &str, above: &mut HashSet<PathBuf>, found: &mut Vec<Found>, import: &mut Import) {
    match fs::metadata(path) {
        Ok(is) if is.is_dir() => {}
        // Opening a named pipe blocks until another program writes to it.
        Ok(is) if !is.is_file() => return import.refused(name, "it is a pipe or a device"),
        _ => return found.push(Found { path: path.into(), name: name.into() }),
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
        let mut file: Box<dyn Read> = match self.path.as_os_str() == "-" {
            true => Box::new(std::io::stdin()),
            false => Box::new(fs::File::open(&self.path)?),
        };
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
