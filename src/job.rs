//! Stand-in until the worker's work is here.

use crate::import::Imported;
use crate::logs::{Logs, Report, Zone};
use crate::plans::Plan;
use crate::rates::{Date, RateTable};
use crate::view::Locale;
use crate::view::html::escape;

#[derive(Clone, Debug, PartialEq)]
pub struct Part {
    pub id: String,
    pub html: String,
}

pub struct Job {
    imported: Imported,
    zone: String,
    asked: usize,
}

impl Job {
    pub fn new(_: RateTable, _: Vec<Plan>, _: Locale, _: Date, _: Zone) -> Job {
        Job { imported: Imported::default(), zone: String::new(), asked: 0 }
    }

    pub fn read(&mut self, logs: Logs, reports: Vec<Report>) {
        self.imported = Imported { logs, reports };
    }

    pub fn set_zone(&mut self, name: &str, _zone: Zone) {
        self.zone = name.into();
    }

    pub fn offer_zones(&mut self, _names: Vec<String>) {}

    pub fn ask(&mut self, ask: &str) -> Vec<Part> {
        self.asked += 1;
        let reading = &self.imported.logs.reading;
        let faults: String =
            reading.faults.iter().map(|f| format!("<li>{}</li>", escape(&format!("{f:?}")))).collect();
        let html = format!(
            "<p id=\"stub\">{} files, {} bytes, {} lines; {} {}; {}</p><ul>{faults}</ul><button type=\"button\" id=\"again\" data-ask=\"again 1\">Again</button>",
            reading.files,
            reading.bytes,
            reading.lines,
            escape(ask),
            self.asked,
            escape(&self.zone)
        );
        vec![Part { id: "logs-body".into(), html }]
    }
}
