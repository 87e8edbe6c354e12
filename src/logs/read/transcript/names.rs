//! Names, each once, by their places.

use std::collections::HashMap;

use foldhash::fast::FixedState;

use super::scan::plain;

/// Models, as they are written.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Names {
    /// As they are written: one name may be written in several ways.
    written: HashMap<Box<[u8]>, u32, FixedState>,
    places: HashMap<Box<str>, u32, FixedState>,
    names: Vec<String>,
}

impl Names {
    pub fn place(&mut self, written: &[u8]) -> u32 {
        if let Some(place) = self.written.get(written) {
            return *place;
        }
        let place = self.named(&plain(written));
        self.written.insert(written.into(), place);
        place
    }

    pub fn named(&mut self, name: &str) -> u32 {
        if let Some(place) = self.places.get(name) {
            return *place;
        }
        let place = self.names.len() as u32;
        self.names.push(name.into());
        self.places.insert(name.into(), place);
        place
    }

    /// Takes in another's names, and returns the places that they have here.
    pub fn append(&mut self, other: &Names) -> Vec<u32> {
        other.names.iter().map(|name| self.named(name)).collect()
    }

    /// Empty where there is none.
    #[cfg(feature = "tables")]
    pub fn name(&self, place: u32) -> &str {
        self.names.get(place as usize).map_or("", String::as_str)
    }

    #[cfg(feature = "tables")]
    pub fn len(&self) -> usize {
        self.names.len()
    }

    pub fn into_names(self) -> Vec<String> {
        self.names
    }
}

/// Sessions by their folder and id, as they come up.
#[derive(Clone, Debug, Default)]
pub struct Sessions {
    places: HashMap<(Box<str>, Box<str>), u32, FixedState>,
    pub all: Vec<Found>,
}

#[derive(Clone, Debug)]
pub struct Found {
    pub folder: Box<str>,
    pub id: Box<str>,
    /// The working directory in which it began, and whether its own transcript says so.
    cwd: Option<(bool, Box<str>)>,
    /// Whether each of its transcripts that says how it was started names no terminal.
    headless: Option<bool>,
    /// The id that the lines of a file under another name give.
    said: Option<Box<str>>,
}

impl Sessions {
    pub fn place(&mut self, folder: &str, id: &str) -> u32 {
        let new = self.all.len() as u32;
        let place = *self.places.entry((folder.into(), id.into())).or_insert(new);
        if place == new {
            self.all.push(Found {
                folder: folder.into(),
                id: id.into(),
                cwd: None,
                headless: None,
                said: None,
            });
        }
        place
    }

    /// Takes in another's sessions, and returns the places that they have here.
    pub fn append(&mut self, other: &Sessions) -> Vec<u32> {
        let mut take = |found: &Found| {
            let place = self.place(&found.folder, &found.id);
            if let Some((is_own, cwd)) = &found.cwd {
                self.works_in(Some(place), *is_own, cwd);
            }
            self.started(place, found.headless);
            if let Some(id) = &found.said {
                self.says(place, id);
            }
            place
        };
        other.all.iter().map(&mut take).collect()
    }

    /// By the place of each session, the first one by its folder that has the same id: a session
    /// that goes on in another folder is the same, and so is a copy. Names that people give to files are
    /// no ids; those of their lines are.
    fn by_id(&self) -> Vec<u32> {
        let mut first: HashMap<&str, u32, FixedState> = HashMap::default();
        let rank = |found: &Found| (!is_id(&found.id), found.folder.clone(), found.id.clone());
        for (at, found) in (0..).zip(&self.all) {
            let Some(id) = found.own_id() else { continue };
            let place = first.entry(id).or_insert(at);
            if rank(found) < rank(&self.all[*place as usize]) {
                *place = at;
            }
        }
        let place = |found: &Found| first.get(found.own_id()?).copied();
        (0..).zip(&self.all).map(|(at, found)| place(found).unwrap_or(at)).collect()
    }

    /// Makes one of all that have the same id, and gives the place of that one for each.
    pub fn join(&mut self) -> Vec<u32> {
        let one = self.by_id();
        for (at, place) in one.iter().enumerate().filter(|(at, place)| *at != **place as usize) {
            let Found { cwd, headless, .. } = self.all[at].clone();
            if let Some((is_own, cwd)) = cwd {
                self.works_in(Some(*place), is_own, &cwd);
            }
            self.started(*place, headless);
        }
        one
    }

    /// The lines of a session's file say that it is this one. Those of two files of one name may differ.
    pub fn says(&mut self, session: u32, id: &str) {
        if let Some(found) = self.all.get_mut(session as usize).filter(|_| is_id(id)) {
            let is_new = found.said.as_deref().is_none_or(|said| id < said);
            found.said = if is_new { Some(id.into()) } else { found.said.take() };
        }
    }

    /// A sub-agent may work elsewhere: its transcript only speaks where the session's does not.
    pub fn works_in(&mut self, session: Option<u32>, is_own: bool, cwd: &str) {
        let Some(found) = session.and_then(|session| self.all.get_mut(session as usize)) else { return };
        let known = found.cwd.as_ref().map(|(is_own, cwd)| (*is_own, &**cwd));
        // Of two sub-agents the first by name, so that it is not the first by order.
        let is_better = known.is_none_or(|known| (is_own, known.1) > (known.0, cwd));
        if is_better {
            found.cwd = Some((is_own, cwd.into()));
        }
    }

    /// A session that a person goes on with is not headless, whatever it was begun by.
    pub fn started(&mut self, session: u32, headless: Option<bool>) {
        let Some(found) = self.all.get_mut(session as usize) else { return };
        found.headless = match (found.headless, headless) {
            (Some(known), Some(new)) => Some(known && new),
            (known, new) => known.or(new),
        };
    }

    /// A name for the project of every session: the working directory, if the folder is named
    /// after one that its sessions began in; else the folder as it is named, if it is one of
    /// the agent's; else the session's own working directory.
    pub fn projects<'a>(&'a self) -> Vec<&'a str> {
        let mut named: HashMap<&'a str, &'a str, FixedState> = HashMap::default();
        for found in self.all.iter().filter(|found| is_named_after(&found.folder, found.cwd())) {
            let name = named.entry(&found.folder).or_insert(found.cwd());
            *name = found.cwd().min(name);
        }
        let name = |found: &'a Found| named.get(&*found.folder).copied().unwrap_or_else(|| found.project());
        self.all.iter().map(name).collect()
    }
}

/// Whether a session's name is the agent's own, and not one that a person gave a file.
pub fn is_id(name: &str) -> bool {
    name.len() == 36 && name.bytes().filter(|byte| *byte == b'-').count() == 4
}

impl Found {
    pub fn is_headless(&self) -> bool {
        self.headless.unwrap_or(false)
    }

    /// The agent's own name of the session.
    fn own_id(&self) -> Option<&str> {
        if is_id(&self.id) { Some(&self.id) } else { self.said.as_deref() }
    }

    fn cwd(&self) -> &str {
        self.cwd.as_ref().map_or("", |(_, cwd)| cwd)
    }

    fn project(&self) -> &str {
        // "-home-sam-code" or "C--Users-Sam".
        let is_the_agents = self.folder.starts_with('-') || self.folder.contains("--");
        if is_the_agents || self.cwd().is_empty() { &self.folder } else { self.cwd() }
    }
}

/// The agent names a folder after the working directory: whatever is neither a letter nor a
/// digit becomes "-".
fn is_named_after(folder: &str, cwd: &str) -> bool {
    let dashed = cwd.encode_utf16().map(|unit| match u8::try_from(unit) {
        Ok(byte) if byte.is_ascii_alphanumeric() => byte,
        _ => b'-',
    });
    !cwd.is_empty() && dashed.eq(folder.bytes())
}
