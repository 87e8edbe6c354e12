//! The release page in a real browser: `make test`, or after `make dist`
//! `cargo test --test browser -- --test-threads=2`.

mod actions;
mod answer;
mod budget;
mod clearing;
mod decisions;
mod driver;
mod engines;
mod failing;
mod forecast;
mod groups;
mod harness;
mod inputs;
mod keyboard;
mod kinds;
mod links;
mod logs;
mod memory;
mod models;
mod offline;
mod outside;
mod people;
mod pictures;
mod pricing;
mod ranges;
mod reading;
mod rest;
mod sides;
mod statement;
mod staying;
mod tables;
mod tasks;
mod vendors;
mod worker;
