//! What the logs say of the months to come: where calibration and back-test are shown.

use super::Read;
use sawtooth::rates::RateTable;
use serde_json::Value;

/// One part of the answer, in both of its forms.
pub struct Section {
    pub title: String,
    pub lines: Vec<String>,
    pub key: &'static str,
    pub json: Value,
}

/// Calibration and back-test go here, once they can be computed.
pub fn sections(_table: &RateTable, _read: &Read) -> Vec<Section> {
    Vec::new()
}
