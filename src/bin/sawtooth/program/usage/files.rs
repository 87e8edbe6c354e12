//! Files and folders of the command line, to the importer: read on every core, and put together
//! in the order of their paths.

use crate::program::open::STANDARD_INPUT;
use crate::program::progress::Progress;
use sawtooth::logs::Zone;
use sawtooth::logs::file_selection::is_log;
use sawtooth::logs::read::{Import, Imported};
use std::collections::{BTreeMap, HashSet};
use std::ffi::OsString;
use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
use std::thread;

/// Bytes that are read at a time.
const SLICE: usize = 256 << 10;
/// Files that a thread takes at a time at most: putting parts together costs something for each.
const AT_ONCE: usize = 32;
/// Times that a thread comes for more, so that all of them end together.
const TIMES: usize = 16;

/// One file, with the name that it is told by.
struct Found {
    path: PathBuf,
    name: String,
}

pub fn read(paths: &[OsString], zone: &Zone) -> Result<Imported, String> {
    let mut import = Import::new();
    let mut found = Vec::new();
    let mut links = false;
    for path in paths.iter().map(Path::new) {
        let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
        match fs::canonicalize(path) {
            Ok(place) => {
                let mut walk = Walk { above: HashSet::new(), found: &mut found, links: &mut links };
                walk.go(&place, &name, &mut import);
            }
            // What another program writes has no place among the files.
            Err(_) if is_stream(path) => found.push(Found { path: path.into(), name }),
            Err(error) => return Err(format!("{} cannot be read ({error})", path.display())),
        }
    }
    // Of the agent's own folder only the transcripts, and of another one all that is a log.
    let own = Path::new(".claude");
    let is_meant = |file: &Found| {
        let name = Path::new(&file.name);
        is_log(&file.name) && (!name.starts_with(own) || name.starts_with(own.join("projects")))
    };
    found.retain(is_meant);
    found.sort_by(|a, b| a.name.cmp(&b.name));
    // The same file under two of the paths is one. Below a single folder none comes twice.
    if links || paths.len() > 1 {
        let mut seen = HashSet::new();
        found.retain(|file| seen.insert(fs::canonicalize(&file.path).unwrap_or_else(|_| file.path.clone())));
    }
    read_all(&found, &mut import);
    Ok(import.finish_in(zone))
}

/// Which thread reads what, chance decides; what comes of it does not depend on it.
fn read_all(found: &[Found], import: &mut Import) {
    let threads = thread::available_parallelism().map_or(1, usize::from);
    let work: Vec<&[Found]> = found.chunks((found.len() / (threads * TIMES)).clamp(1, AT_ONCE)).collect();
    let next = AtomicUsize::new(0);
    let whole = Mutex::new(Whole { import, next: 0, waiting: BTreeMap::new() });
    let progress = Progress::of(|| found.iter().map(Found::bytes).sum());
    let read = || {
        let (mut slice, mut reader) = (vec![0; SLICE], Import::new());
        loop {
            let at = next.fetch_add(1, Ordering::Relaxed);
            let Some(files) = work.get(at) else { return };
            for file in *files {
                if let Err(error) = file.push(&mut slice, &mut reader, &progress) {
                    reader.refused(&file.name, &error.to_string());
                }
            }
            // A thread that panicked leaves nothing half done in it.
            whole.lock().unwrap_or_else(PoisonError::into_inner).add(at, reader.take());
        }
    };
    thread::scope(|scope| {
        (1..threads.min(work.len())).for_each(|_| _ = scope.spawn(read));
        read();
    });
}

/// What was read so far in the order of the files, and what was read ahead of it.
struct Whole<'a> {
    import: &'a mut Import,
    next: usize,
    waiting: BTreeMap<usize, Import>,
}

impl Whole<'_> {
    fn add(&mut self, at: usize, part: Import) {
        self.waiting.insert(at, part);
        while let Some(part) = self.waiting.remove(&self.next) {
            self.import.append(&part);
            self.next += 1;
        }
    }
}

/// "-", or a pipe that the shell has open: `/dev/stdin`, and `/dev/fd/63` of `<(program)`.
fn is_stream(path: &Path) -> bool {
    path == Path::new(STANDARD_INPUT) || fs::metadata(path).is_ok_and(|found| !found.is_dir())
}

/// Every file below a path.
struct Walk<'a> {
    /// The folders that the walk is in, by the paths that no link is in.
    above: HashSet<PathBuf>,
    found: &'a mut Vec<Found>,
    /// Whether some of it was there by a link.
    links: &'a mut bool,
}

impl Walk<'_> {
    /// What is there under a path, or at the end of a link.
    fn go(&mut self, path: &Path, name: &str, import: &mut Import) {
        match fs::metadata(path) {
            Ok(is) if is.is_dir() => {
                if let Ok(real) = fs::canonicalize(path) {
                    self.folder(real, name, import);
                }
            }
            // Opening a named pipe blocks until another program writes to it.
            Ok(is) if !is.is_file() => import.refused(name, "it is a pipe or a device"),
            _ => self.found.push(Found { path: path.into(), name: name.into() }),
        }
    }

    /// A folder within itself, by a link, is not gone into again.
    fn folder(&mut self, real: PathBuf, name: &str, import: &mut Import) {
        if !self.above.insert(real.clone()) {
            return;
        }
        match fs::read_dir(&real) {
            Err(error) => import.refused(name, &error.to_string()),
            Ok(entries) => {
                for entry in entries.flatten() {
                    let name = format!("{name}/{}", entry.file_name().to_string_lossy());
                    match entry.file_type() {
                        // Known without asking for it once more.
                        Ok(is) if is.is_file() => self.found.push(Found { path: entry.path(), name }),
                        Ok(is) if is.is_dir() => self.folder(entry.path(), &name, import),
                        is => {
                            *self.links |= is.is_ok_and(|is| is.is_symlink());
                            self.go(&entry.path(), &name, import);
                        }
                    }
                }
            }
        }
        self.above.remove(&real);
    }
}

impl Found {
    /// None of what another program writes: it is not there yet.
    fn bytes(&self) -> u64 {
        fs::metadata(&self.path).map_or(0, |found| found.len())
    }

    fn push(&self, slice: &mut [u8], import: &mut Import, progress: &Progress) -> std::io::Result<()> {
        let mut file: Box<dyn Read> = match self.path.as_os_str() == STANDARD_INPUT {
            true => Box::new(std::io::stdin()),
            false => Box::new(fs::File::open(&self.path)?),
        };
        import.begin(&self.name);
        while import.wants_more() {
            match file.read(slice) {
                Ok(0) => break,
                Ok(count) => {
                    import.push(&slice[..count]);
                    progress.add(count);
                }
                Err(error) if error.kind() == std::io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
        import.end();
        Ok(())
    }
}
