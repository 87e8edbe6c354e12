//! `wasm-bindgen` as far as Trunk and this project call it: for the web, without types.

use anyhow::{Result, bail};
use lexopt::prelude::*;
use std::path::PathBuf;
use wasm_bindgen_cli_support::Bindgen;

fn main() -> Result<()> {
    let mut bindgen = Bindgen::new();
    bindgen.web(true)?.typescript(false);
    let (mut program, mut folder) = (None::<PathBuf>, None::<PathBuf>);
    let mut given = lexopt::Parser::from_env();
    while let Some(argument) = given.next()? {
        match argument {
            Long("version") => {
                println!("wasm-bindgen {}", env!("CARGO_PKG_VERSION"));
                return Ok(());
            }
            Long("target") => match given.value()?.string()?.as_str() {
                "web" => {}
                other => bail!("--target {other}: only web is known here"),
            },
            Long("out-dir") => folder = Some(given.value()?.into()),
            Long("out-name") => drop(bindgen.out_name(&given.value()?.string()?)),
            Long("keep-lld-exports") => drop(bindgen.keep_lld_exports(true)),
            Long("no-typescript") => {}
            Value(path) if program.is_none() => program = Some(path.into()),
            other => return Err(other.unexpected().into()),
        }
    }
    let (Some(program), Some(folder)) = (program, folder) else { bail!("wasm-bindgen --out-dir FOLDER PROGRAM.wasm") };
    bindgen.input_path(program).generate(folder)
}
