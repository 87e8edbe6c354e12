//! The page for browsers on this machine: static files, as a good host serves them.

mod files;
mod headers;

use super::output::Printed;
use files::Files;
use headers::{Rules, header};
use std::io::{ErrorKind, Write};
use std::net::{Ipv4Addr, SocketAddr};
use std::path::PathBuf;
use std::thread;
use tiny_http::{Header, Method, Request, Response, Server};

/// Requests that are answered at a time: browsers open six connections to a host.
const AT_ONCE: usize = 6;

#[derive(clap::Args)]
pub struct Wish {
    /// Where browsers find it; 0 takes a free one.
    #[arg(long, default_value_t = 8080)]
    port: u16,
    /// A built page in the place of the one within the program.
    #[arg(long, value_name = "DIST", value_hint = clap::ValueHint::DirPath)]
    dir: Option<PathBuf>,
}

/// Serves until it is ended from outside.
pub fn serve(wish: &Wish) -> Result<Printed, String> {
    let files = wish.dir.as_deref().map_or_else(Files::within, Files::below)?;
    let rules = Rules::read(&files.read("_headers").map_or(String::new(), |file| file.text()));
    let server = Server::http(SocketAddr::from((Ipv4Addr::LOCALHOST, wish.port)));
    let server = server.map_err(|error| match error.downcast_ref::<std::io::Error>() {
        Some(error) if error.kind() == ErrorKind::AddrInUse => {
            format!("port {} is taken: choose another with --port", wish.port)
        }
        _ => format!("port {} cannot be used ({error})", wish.port),
    })?;
    // A closed output is no reason not to serve the page.
    let _ = writeln!(std::io::stdout(), "Sawtooth is at http://{}/", server.server_addr());
    thread::scope(|scope| {
        for _ in 0..AT_ONCE {
            scope.spawn(|| server.incoming_requests().for_each(|request| answer(request, &files, &rules)));
        }
    });
    Err("the server ended".into())
}

fn answer(request: Request, files: &Files, rules: &Rules) {
    let response = match request.method() {
        Method::Get | Method::Head => found(&request, files, rules),
        _ => sentence(405, "only GET and HEAD are answered").with_header(header("Allow", "GET, HEAD")),
    };
    // The browser may have gone, and then no answer is needed.
    let _ = request.respond(response);
}

type Answer = Response<std::io::Cursor<Vec<u8>>>;

fn found(request: &Request, files: &Files, rules: &Rules) -> Answer {
    let path = request.url().split(['?', '#']).next().unwrap_or_default();
    let name = path.strip_prefix('/').map(|name| if name.is_empty() { "index.html" } else { name });
    // A host's rules are for the host.
    let file = name.filter(|name| *name != "_headers").and_then(|name| Some((name, files.read(name)?)));
    let Some((name, file)) = file else { return sentence(404, "there is no such file") };
    let (bytes, is_packed) = file.body(takes_gzip(request));
    let mut headers = vec![
        header("Content-Type", headers::media_type(name)),
        header("Cache-Control", "no-cache"),
        header("Vary", "Accept-Encoding"),
    ];
    headers.extend(is_packed.then(|| header("Content-Encoding", "gzip")));
    // With its length before it, however long: the default is chunks from 32 KB on.
    let response = Response::from_data(bytes).with_chunked_threshold(usize::MAX);
    rules.of(path, headers).into_iter().fold(response, Response::with_header)
}

fn takes_gzip(request: &Request) -> bool {
    let asks = |header: &&Header| header.field.equiv("Accept-Encoding");
    request.headers().iter().find(asks).is_some_and(|header| header.value.as_str().contains("gzip"))
}

fn sentence(status: u16, text: &str) -> Answer {
    Response::from_data(format!("{text}\n"))
        .with_status_code(status)
        .with_header(header("Content-Type", "text/plain; charset=utf-8"))
}
