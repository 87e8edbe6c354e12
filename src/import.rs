//! Import: the bytes of files -> [`crate::logs::Logs`]. It reads no file itself.

pub mod transcript;
