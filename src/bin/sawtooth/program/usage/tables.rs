//! Two tables of logs for an organisation: what each day cost, and the totals of each session.

use sawtooth::logs::Logs;
use sawtooth::logs::tables::{Names, csv, days, sessions};
use sawtooth::prices::RateTable;
use std::ffi::OsString;
use std::fs;
use std::path::Path;

#[derive(clap::Args)]
pub struct Tables {
    /// Writes days.csv and sessions.csv there: totals, with names as hashes.
    #[arg(long = "sessions", value_name = "FOLDER", value_hint = clap::ValueHint::DirPath)]
    folder: Option<OsString>,
    /// A secret of your organisation, with which names are hashed.
    #[arg(long, value_name = "SECRET", requires = "folder")]
    salt: Option<OsString>,
    /// Whose logs these are; hashed.
    #[arg(long, value_name = "NAME", requires = "folder")]
    person: Option<OsString>,
}

impl Tables {
    /// Writes `days.csv` and `sessions.csv`, and says so; nothing where no folder was named.
    ///
    /// # Errors
    /// A sentence where there is no salt, or a file cannot be written.
    pub fn write(&self, table: &RateTable, logs: &Logs) -> Result<Option<String>, String> {
        let Some(folder) = self.folder.as_ref().map(Path::new) else { return Ok(None) };
        let text = |value: &Option<OsString>| {
            value.as_ref().map(|value| value.to_string_lossy().into_owned()).unwrap_or_default()
        };
        let names = Names { salt: text(&self.salt), person: text(&self.person) };
        if names.salt.is_empty() {
            return Err(
                "--sessions needs --salt: without one, names could be guessed from their hashes".into()
            );
        }
        let (days, sessions) = (days::rows(table, logs, &names), sessions::rows(logs, &names));
        fs::create_dir_all(folder).map_err(|error| unwritten(folder, &error))?;
        for (name, bytes) in [("days.csv", csv(&days)), ("sessions.csv", csv(&sessions))] {
            let path = folder.join(name);
            let bytes = bytes.map_err(|error| unwritten(&path, &error))?;
            fs::write(&path, bytes).map_err(|error| unwritten(&path, &error))?;
        }
        let (days, sessions) = (days.len(), sessions.len());
        let folder = folder.display();
        Ok(Some(format!("{folder}/days.csv has {days} rows, {folder}/sessions.csv {sessions}.")))
    }
}

fn unwritten(path: &Path, error: &dyn std::error::Error) -> String {
    format!("{} cannot be written ({error})", path.display())
}
