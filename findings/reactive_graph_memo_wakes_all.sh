#!/usr/bin/env bash
# reactive_graph 0.2.16 (crates.io; what Leptos 0.8 follows values with): a memo keeps the effects behind
# it from running when its value stays the same, but not from being woken. Each is a task of the executor,
# which is polled to find that nothing changed. With hundreds of effects behind memos of one signal that a
# slider moves, that is most of the time; a signal that is set only where its value differs wakes nobody.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT
cd "$folder"
mkdir src
cat > Cargo.toml <<'TOML'
[package]
name = "wakes"
version = "0.0.0"
edition = "2021"
[dependencies]
any_spawner = "=0.3.0"
futures = "=0.3.31"
reactive_graph = { version = "=0.2.16", features = ["effects"] }
TOML
cat > src/main.rs <<'RUST'
use any_spawner::{CustomExecutor, Executor, PinnedFuture, PinnedLocalFuture};
use futures::executor::LocalPool;
use futures::task::LocalSpawnExt;
use reactive_graph::{computed::Memo, effect::RenderEffect, owner::Owner, prelude::*, signal::RwSignal};
use std::cell::{Cell, RefCell};

thread_local! {
    static POOL: RefCell<LocalPool> = RefCell::new(LocalPool::new());
    static SPAWNED: RefCell<Vec<PinnedLocalFuture<()>>> = const { RefCell::new(Vec::new()) };
    static POLLS: Cell<u32> = const { Cell::new(0) };
    static RUNS: Cell<u32> = const { Cell::new(0) };
}

/// Polls tasks until none goes on, and counts the polls.
struct Counting;

impl CustomExecutor for Counting {
    fn spawn(&self, _: PinnedFuture<()>) {
        unreachable!("nothing here crosses threads");
    }
    fn spawn_local(&self, task: PinnedLocalFuture<()>) {
        SPAWNED.with_borrow_mut(|spawned| spawned.push(task));
    }
    fn poll_local(&self) {
        POOL.with_borrow_mut(|pool| {
            for mut task in SPAWNED.take() {
                let counted = futures::future::poll_fn(move |cx| {
                    POLLS.set(POLLS.get() + 1);
                    task.as_mut().poll(cx)
                });
                pool.spawner().spawn_local(counted).unwrap();
            }
            pool.run_until_stalled();
        });
    }
}

/// Polls and runs of a hundred effects of `follow` after `write`.
fn after(write: impl FnOnce(), follow: impl Fn() + Copy + 'static) -> (u32, u32) {
    let effects: Vec<_> = (0..100)
        .map(|_| RenderEffect::new(move |_| { RUNS.set(RUNS.get() + 1); follow() }))
        .collect();
    Executor::poll_local();
    (POLLS.set(0), RUNS.set(0));
    write();
    Executor::poll_local();
    drop(effects);
    (POLLS.get(), RUNS.get())
}

fn main() {
    Executor::init_custom_executor(Counting).unwrap();
    let owner = Owner::new();
    owner.set();
    let number = RwSignal::new(1);
    let is_positive = Memo::new(move |_| number.get() > 0);
    let (polls, runs) = after(move || number.set(2), move || { is_positive.get(); });
    println!("behind a memo: {polls} polls, {runs} runs");
    let is_positive = RwSignal::new(true);
    let write = move || {
        number.set(3);
        let now = number.get_untracked() > 0;
        if is_positive.get_untracked() != now {
            is_positive.set(now);
        }
    };
    let (polls, runs) = after(write, move || { is_positive.get(); });
    println!("behind a signal that is set where it differs: {polls} polls, {runs} runs");
}
RUST
cargo build --quiet

fail() { echo "reactive_graph_memo_wakes_all: $1" >&2; exit 1; }
found=$(target/debug/wakes)
expected='behind a memo: 100 polls, 0 runs
behind a signal that is set where it differs: 0 polls, 0 runs'
[ "$found" = "$expected" ] || fail "reactive_graph now says: $found"
echo "as found: $found"
