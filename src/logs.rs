//! Logs: what was read of real work, call by call: the narrow waist between reading and
//! everything that is made of it.

pub mod counterfactual;
pub mod file_selection;
pub mod ledger;
pub mod read;
mod report;
pub mod segments;
pub mod sorted;
pub mod spend;
#[cfg(feature = "tables")]
pub mod tables;
mod zone;

pub use report::{Days, Report, ReportKind, ReportRow, ReportTokens, Seller};
pub use zone::{Zone, date_of};

/// Milliseconds since 1970 in UTC.
pub type Moment = i64;

/// Everything that transcripts say of single calls, each call once.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Logs {
    /// Models as the logs name them, each once.
    pub models: Vec<String>,
    /// Projects by the folder or working directory, each once.
    pub projects: Vec<String>,
    pub sessions: Vec<Session>,
    /// By session, then chain, then time.
    pub calls: Vec<Call>,
    /// Messages that a person typed, by session, then time.
    pub prompts: Vec<Prompt>,
    /// By session, then time.
    pub compactions: Vec<Compacted>,
    pub reading: Reading,
}

impl Logs {
    /// Calls that stand in lines, each once.
    pub fn logged(&self) -> usize {
        self.calls.iter().filter(|call| call.is_logged()).count()
    }
}

/// One transcript of a main conversation, with the sub-agents that it started.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Session {
    /// As the provider names it; stays on the page that read it.
    pub id: String,
    /// The place in [`Logs::projects`].
    pub project: u32,
    /// Whether its first calls are another session's, which it goes on with: resumed or forked.
    pub resumed: bool,
    /// Whether it was begun without a terminal: by `claude -p` or an SDK.
    pub headless: bool,
    /// Whether the client's own totals of it are there, so that all of it is known.
    pub has_totals: bool,
    /// Whose it is, of the people that tables have; 0 where nobody is named.
    #[cfg(feature = "tables")]
    pub person: u32,
}

/// Tokens of a compaction's summary where no log tells: the preset's (MODEL.md section 4).
pub const SUMMARY_TOKENS: u32 = 9_000;

/// One request and its answer.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Call {
    /// The place in [`Logs::sessions`].
    pub session: u32,
    /// 0 is the main conversation, any other number one of the sub-agents of its session.
    pub chain: u32,
    /// The place in [`Logs::models`].
    pub model: u32,
    /// When it was sent, as nearly as the log tells: the time of the line before its answer,
    /// or else of the answer's first line.
    pub asked: Moment,
    /// The answer's last line.
    pub answered: Moment,
    pub input: u32,
    pub write_5m: u32,
    pub write_1h: u32,
    pub read: u32,
    /// Output tokens as recorded: the largest of all copies.
    pub output: u32,
    /// Output tokens as estimated from the visible text where the log has no final count, else
    /// as recorded (REAL_USAGE.md, Reading transcripts).
    pub estimated: u32,
    pub web_searches: u32,
    /// Whether some copy has a stop reason, hence a final count of output.
    pub is_final: bool,
    pub fast: bool,
    pub us_only: bool,
    /// Whether it was a request of a batch, at half price.
    pub batch: bool,
    /// Whether a cloud served it, by its message's id: Bedrock or Vertex AI.
    pub in_cloud: bool,
    /// Whether that it was made is all that the log tells: its tokens are estimated, every class
    /// of them.
    pub is_guess: bool,
    /// Whether it is the request of a compaction, which logs of Claude Code 2.1.38 and thereabouts have as
    /// a sub-agent's (FACTS-2026-11-28, (d)): none of the work that sub-agents do.
    pub sums_up: bool,
    /// A hash of the message's id, only compared within one reading; 0 where there is none.
    pub message: u64,
    /// Of calls in no line: whether only some of their session's calls were in fast mode, or in the US
    /// only. They are counted as if none of them was.
    pub has_open_terms: bool,
}

impl Call {
    /// The chain of what no line holds: calls that only the client's totals of their session count
    /// (FACTS-2026-11-28, (d)). It stands for any number of them, and has no context.
    pub const UNLOGGED: u32 = u32::MAX;

    /// The chain of summaries of compactions that stand in no line: as far as the client's totals
    /// have them, else estimated.
    pub const SUMMARY: u32 = u32::MAX - 1;

    /// Whether a line holds it.
    pub fn is_logged(&self) -> bool {
        self.chain < Call::SUMMARY
    }

    /// Tokens by class, in the order of [`crate::prices::Class::ALL`], with all that is estimated.
    pub fn estimated_tokens(&self) -> [u32; 5] {
        [self.input, self.write_5m, self.write_1h, self.read, self.estimated]
    }

    /// Prompt tokens: everything sent.
    pub fn context(&self) -> u64 {
        [self.input, self.write_5m, self.write_1h, self.read].into_iter().map(u64::from).sum()
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Prompt {
    pub session: u32,
    pub at: Moment,
}

/// A compaction as the log marks it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Compacted {
    pub session: u32,
    pub at: Moment,
    /// Whether the agent did it by itself; nothing where the log does not say.
    pub auto: Option<bool>,
    /// Tokens of context before it, where the log says.
    pub before: Option<u32>,
    /// Tokens of what it left, where the log says.
    pub left: Option<u32>,
    /// Whether the request for its summary is one of the calls: a file of its own in logs of
    /// Claude Code 2.1.38 and thereabouts.
    pub has_call: bool,
    /// Whether the client's totals have that request: they may end before a session does.
    pub is_in_totals: bool,
}

/// What was read, and what was not: shown beside every total.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Reading {
    pub files: u64,
    /// Unpacked.
    pub bytes: u64,
    pub lines: u64,
    /// Lines with a usage record, before copies are removed.
    pub usage_lines: u64,
    /// Copies of a call that was counted already.
    pub duplicates: u64,
    pub malformed: u64,
    /// Calls of the agent itself to no model, and answers that are errors.
    pub synthetic: u64,
    /// Files of a folder or archive that are none of the kinds and whose names promise none:
    /// settings, notes, pictures.
    pub passed_over: u64,
    /// Files without a byte, or with blank lines only.
    pub empty: u64,
    /// The first of those: at most [`Reading::MOST_EMPTY`] of them.
    pub empty_files: Vec<String>,
    /// Calls of advisors, compactions and attempts of other models, which answers list beside
    /// their totals (FACTS-2026-11-28, (a) 4).
    pub beside: u64,
    /// Refusals before any output, which are not billed and no calls here.
    pub refused: u64,
    /// Answers without any count of tokens, which are no calls here, or without one of their prompt.
    pub uncounted: u64,
    /// Pages of the web that a tool had a model read, in requests that are in no line and no totals.
    pub pages: u64,
    /// Sessions whose sub-agents' calls are here and whose main conversation's are not.
    pub orphans: u64,
    /// Calls of the priority tier, whose prices are each contract's own.
    pub priority: u64,
    /// Sessions whose calls were made of the totals of a table.
    #[cfg(feature = "tables")]
    pub summed: u64,
    /// All files and lines that could not be read as they stand.
    pub unread: u64,
    /// Those, with file and line: at most [`Reading::MOST_FAULTS`] of them.
    pub faults: Vec<ReadFault>,
}

impl Reading {
    pub const MOST_FAULTS: usize = 100;
    pub const MOST_EMPTY: usize = 20;

    /// Takes in what was read of other files, which come after these.
    pub(crate) fn append(&mut self, other: &Reading) {
        for (sum, more) in [
            (&mut self.files, other.files),
            (&mut self.bytes, other.bytes),
            (&mut self.lines, other.lines),
            (&mut self.usage_lines, other.usage_lines),
            (&mut self.duplicates, other.duplicates),
            (&mut self.malformed, other.malformed),
            (&mut self.synthetic, other.synthetic),
            (&mut self.passed_over, other.passed_over),
            (&mut self.empty, other.empty),
            (&mut self.beside, other.beside),
            (&mut self.refused, other.refused),
            (&mut self.unread, other.unread),
        ] {
            *sum += more;
        }
        self.empty_files.extend_from_slice(&other.empty_files);
        self.empty_files.truncate(Reading::MOST_EMPTY);
        self.faults.extend_from_slice(&other.faults);
        self.faults.truncate(Reading::MOST_FAULTS);
    }

    /// Whether there is not even an answer that is no call.
    pub fn is_without_answers(&self) -> bool {
        self.refused == 0 && self.uncounted == 0
    }

    pub(crate) fn add_empty(&mut self, file: &str) {
        self.empty += 1;
        if self.empty_files.len() < Reading::MOST_EMPTY {
            self.empty_files.push(file.into());
        }
    }
}

/// A file, or a line of one, that could not be read.
#[derive(Clone, Debug, PartialEq)]
pub struct ReadFault {
    pub file: String,
    /// From 1; nothing where the whole file is meant.
    pub line: Option<u64>,
    pub why: Why,
}

/// Why something was not read. The words are `view`'s.
#[derive(Clone, Debug, PartialEq)]
pub enum Why {
    /// Nothing in it.
    Empty,
    /// Neither text nor an archive that is known.
    Binary,
    /// Text, and none of the kinds that are known.
    Unknown,
    /// A line that is no JSON, or one of which a number cannot be read.
    Malformed,
    /// A row with a number or a day that can be read in two ways: 1,234 or 11/12/2026.
    Ambiguous,
    /// Tokens that are counted under names that are not known.
    OtherNames,
    /// A call without a time in a file that has said none before it.
    NoTime,
    /// The file ends in the middle of a record or archive.
    CutShort,
    /// Larger, unpacked, than is read.
    TooLarge { limit: u64 },
    /// An archive that unpacks to more times its size than logs do.
    TooDense { times: u64 },
    /// A line longer than is read.
    LineTooLong { limit: u64 },
    /// Packed in a way that is not read: by another program, with the command that unpacks it, or else
    /// encrypted or by another method.
    Packed { unpack: Option<&'static str> },
    /// It says again what another file says already, and what both say is left out of it.
    CountsTwice { other: String },
    /// Rows that stand for work of transcripts, with so many dollars of their own: left out. In part:
    /// they stand for more than the transcripts have, days without a call among them.
    Covered { rows: u64, usd: f64, in_part: bool },
    /// Spend without days: it is added to another file's, which may be of the same days.
    NoDates { other: String },
    /// A run of `claude -p` was ended before its result: its messages are counted, and their last
    /// output may be missing.
    NoResult,
    /// A batch of which no request was answered.
    NoAnswers,
    /// A text of `/usage` with shares of a plan's limits and no dollars.
    Shares,
    /// What another program than Claude Code says of its usage.
    OtherProgram,
    /// Rows by groups of people, of whom one may be in several.
    Groups,
    /// Rows of which the dollars are of other models than Claude too.
    OthersWithin { rows: u64 },
    /// The client's own statistics of all sessions, of no day and without dollars.
    Statistics,
    /// A page of a report, and the pages after it are not there.
    MorePages,
    /// Rows of a bill that are of other services than Claude, and were left out.
    OtherServices { rows: u64 },
    /// A bill of this kind in which none of so many rows names Claude.
    NoClaude { kind: ReportKind, rows: u64 },
    /// Rows of a bill in another currency than USD, and were left out.
    OtherCurrency { currency: String, rows: u64 },
    /// Rows of Claude in a bill that are no usage: kept apart, and in no total.
    Apart { what: Apart, rows: u64, usd: f64 },
    /// Rows of a bill whose dollars count, and whose tokens cannot be known: the kind of token or the
    /// unit is not one that is known.
    UnknownTokens { rows: u64 },
    /// The system refuses it.
    Refused { says: String },
}

impl Why {
    /// Whether usage may stand there that no total has: not in copies, in what is no log, and in what
    /// is left out because it is no usage.
    pub fn hides_usage(&self) -> bool {
        match self {
            Why::Malformed
            | Why::Ambiguous
            | Why::OtherNames
            | Why::NoTime
            | Why::CutShort
            | Why::TooLarge { .. }
            | Why::TooDense { .. }
            | Why::LineTooLong { .. }
            | Why::Packed { .. }
            | Why::MorePages
            | Why::OtherCurrency { .. }
            | Why::Refused { .. } => true,
            // Runs without a result have a reason of their own.
            Why::NoResult
            | Why::Empty
            | Why::Binary
            | Why::Unknown
            | Why::CountsTwice { .. }
            | Why::Covered { .. }
            | Why::NoDates { .. }
            | Why::NoAnswers
            | Why::Shares
            | Why::OtherProgram
            | Why::Groups
            | Why::OthersWithin { .. }
            | Why::Statistics
            | Why::OtherServices { .. }
            | Why::NoClaude { .. }
            | Why::Apart { .. }
            | Why::UnknownTokens { .. } => false,
        }
    }
}

/// What a bill charges or credits for Claude beside its usage.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Apart {
    /// In rows of their own, of which the usage's dollars know nothing.
    Discounts,
    /// The same, where the usage's dollars are after them.
    NetDiscounts,
    /// Credits, refunds, and usage of negative cost.
    Credits,
    Tax,
    /// Fees and commitments: they pay for usage of other days.
    Purchases,
    /// Of bills before this one.
    Corrections,
    /// Of a type that is not known.
    Others,
}
