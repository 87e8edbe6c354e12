//! What describes the program to shells and to `man`.

use super::Arguments;
use super::output::Printed;
use clap::CommandFactory;
use clap_complete::Shell;

#[derive(clap::Args)]
pub struct Shells {
    shell: Shell,
}

#[derive(clap::Args)]
pub struct Page {
    /// A command; without one, the page of the program.
    command: Option<String>,
}

pub fn completions(wish: &Shells) -> Printed {
    let mut script = Vec::new();
    clap_complete::generate(wish.shell, &mut Arguments::command(), "sawtooth", &mut script);
    Printed::raw(String::from_utf8_lossy(&script).into_owned())
}

pub fn man(wish: &Page) -> Result<Printed, String> {
    let mut program = Arguments::command();
    program.build();
    let page = match &wish.command {
        None => program,
        Some(name) => {
            let known = program.find_subcommand(name);
            let known =
                known.ok_or_else(|| format!("there is no command {name}; `sawtooth --help` lists them"))?;
            known.clone()
        }
    };
    let mut roff = Vec::new();
    let version = concat!("sawtooth ", env!("CARGO_PKG_VERSION"));
    clap_mangen::Man::new(page).source(version).render(&mut roff).map_err(|error| error.to_string())?;
    Ok(Printed::raw(String::from_utf8_lossy(&roff).into_owned()))
}
