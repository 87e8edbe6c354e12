//! The lists that a build carries, as src/build.rs wrote them after checking them.

use super::RateTable;
use super::plans::{Measurement, Plan};
use super::vendors::VendorList;
use serde::Deserialize;

macro_rules! bytes {
    ($list:literal) => {
        include_bytes!(concat!(env!("OUT_DIR"), "/", $list))
    };
}

/// A list in the format of postcard: fields in their order, without names.
fn list<'a, T: Deserialize<'a>>(bytes: &'a [u8]) -> T {
    // No user input reaches this.
    postcard::from_bytes(bytes).expect("a list as the build wrote it")
}

impl RateTable {
    /// The table this build carries.
    pub fn shipped() -> RateTable {
        list(bytes!("rates"))
    }
}

impl VendorList {
    /// The list this build carries.
    pub fn shipped() -> VendorList {
        list(bytes!("vendors"))
    }
}

/// The plans this build carries, cheapest personal plan first.
pub fn plans() -> Vec<Plan> {
    list(bytes!("plans"))
}

/// What the public measured of them, the oldest first.
pub fn measurements() -> Vec<Measurement> {
    list(bytes!("measurements"))
}
