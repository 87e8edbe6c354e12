//! `wasm-split-cli PROGRAM.wasm FOLDER --out-name NAME`: FOLDER/NAME.wasm, and beside it the parts that are loaded later.

use anyhow::{Result, anyhow, bail};
use lexopt::prelude::*;
use std::path::PathBuf;
use wasm_split_cli_support::{Options, transform};

fn main() -> Result<()> {
    let (mut paths, mut name) = (Vec::<PathBuf>::new(), String::from("main"));
    let mut given = lexopt::Parser::from_env();
    while let Some(argument) = given.next()? {
        match argument {
            Long("out-name") => name = given.value()?.string()?,
            Value(path) => paths.push(path.into()),
            other => return Err(other.unexpected().into()),
        }
    }
    let [program, folder] = &paths[..] else { bail!("wasm-split-cli PROGRAM.wasm FOLDER --out-name NAME") };
    let (program, main) = (std::fs::read(program)?, folder.join(format!("{name}.wasm")));
    let module = format!("./{name}.js");
    let mut options = Options::new(&program);
    (options.output_dir, options.main_out_path, options.main_module) = (folder, &main, &module);
    // Its error is of another kind than ours.
    transform(options).map(drop).map_err(|error| anyhow!("{error:?}"))
}
