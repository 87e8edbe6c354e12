//! Before the library: the lists in `prices/data`, checked, as bytes in OUT_DIR that `prices/shipped.rs` takes in.
//! A page that parsed JSON would be 10 KB larger over the wire.

#[allow(dead_code, unused_imports, reason = "what only the library uses")]
mod prices;

use prices::vendors::VendorList;
use prices::{RateTable, plans};
use std::error::Error;
use std::path::{Path, PathBuf};
use std::{env, fs};

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=src/prices.rs");
    println!("cargo::rerun-if-changed=src/prices");
    println!("cargo::rustc-cfg=lists_written");
    let list = |name: &str| fs::read_to_string(Path::new("src/prices/data").join(name));
    write("rates", &RateTable::parse(&list("claude.json")?)?)?;
    let (plans, measurements) = plans::parse(&list("plans.json")?)?;
    write("plans", &plans)?;
    write("measurements", &measurements)?;
    write("vendors", &VendorList::parse(&list("vendors.json")?)?)
}

fn write(name: &str, list: &impl serde::Serialize) -> Result<(), Box<dyn Error>> {
    let out = PathBuf::from(env::var("OUT_DIR")?);
    Ok(fs::write(out.join(name), postcard::to_allocvec(list)?)?)
}
