//! Levers: the changes that a person would make to cut cost, ticked or not, each with its size.

use super::{Choice, Scenario};

/// A row for each lever in the order in which they are made: the choice that ticks it, whether it
/// begins ticked, and its size where it has one, with the field's key and where that begins. A
/// macro because each row would else be written in five places.
macro_rules! levers {
    ($($(#[$what:meta])* $lever:ident $tick:literal $ticked:literal $(, $size:ident $field:literal $start:literal)?;)*) => {
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Lever {
            $($(#[$what])* $lever,)*
        }

        impl Lever {
            /// In the order in which they are made.
            pub const ALL: [Lever; TICKS.len()] = [$(Lever::$lever),*];

            /// The choice that ticks it.
            pub fn key(self) -> &'static str {
                match self { $(Lever::$lever => $tick),* }
            }

            /// The number that is its size, where it has one.
            pub fn size(self) -> Option<&'static str> {
                match self { $(Lever::$lever => [$($field)?].first().copied()),* }
            }
        }

        /// Which are ticked, and the size of each.
        #[derive(Clone, Copy, Debug, PartialEq)]
        pub struct Levers {
            /// A bit for each of [`Lever::ALL`].
            ticked: u16,
            $($(pub $size: f64,)?)*
        }

        impl Levers {
            /// As every preset has them.
            pub const START: Levers = Levers {
                ticked: $(($ticked as u16) << Lever::$lever as u16 |)* 0,
                $($($size: $start,)?)*
            };
        }

        pub(super) const TICKS: &[Choice] = &[$(Choice {
            key: $tick,
            words: &["no", "yes"],
            get: |s| if s.levers.is_ticked(Lever::$lever) { "yes" } else { "no" },
            set: |s, word| match word {
                "yes" => s.levers.tick(Lever::$lever, true),
                "no" => s.levers.tick(Lever::$lever, false),
                _ => {}
            },
        }),*];
    };
}

// The best threshold depends on all before it, and a plan pays for what is left. Ticked is what
// makes the heavy preset the optimized one of the public logs: 30% of the sessions a family
// cheaper, a floor of system prompt and tools alone (20K to 25K: Claude Code issues 24079, 25941;
// 2026), one avoidable pause in two, and the best threshold. The sizes of the others are places
// to begin: nobody measured them, and their help says so.
levers! {
    /// Share of the sessions that moves to the next cheaper family.
    Model "doModel" true, moved "moved" 0.3;
    /// Tokens that the floor comes down to.
    Floor "doFloor" true, lean_floor "leanFloor" 25_000.0;
    /// Shares by which growth and output become smaller.
    Growth "doGrowth" false, less_growth "lessGrowth" 0.15;
    Output "doOutput" false, less_output "lessOutput" 0.2;
    /// Share of the requests that runs in sub-agents instead.
    Explore "doExplore" false, explored "explored" 0.25;
    /// Sessions that one session is split into.
    Split "doSplit" false, pieces "pieces" 2.0;
    /// Share of the requests that need nothing of their session, moved to the batch.
    Batch "doBatch" false, to_batch "toBatch" 0.05;
    Hour "doHour" false;
    /// Share of the lost prefixes that is avoided.
    Pauses "doPauses" true, avoided "avoided" 0.5;
    Compact "doCompact" true;
    Plan "doPlan" false;
}

impl Lever {
    pub fn ticked(self, scenario: &Scenario) -> bool {
        scenario.levers.is_ticked(self)
    }
}

impl Levers {
    pub fn is_ticked(&self, lever: Lever) -> bool {
        self.ticked >> lever as u16 & 1 == 1
    }

    pub fn tick(&mut self, lever: Lever, on: bool) {
        let bit = 1 << lever as u16;
        self.ticked = if on { self.ticked | bit } else { self.ticked & !bit };
    }
}
