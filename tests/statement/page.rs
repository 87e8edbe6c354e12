//! The statement on the page.
