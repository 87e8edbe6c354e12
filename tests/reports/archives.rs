//! Archives: what comes out is what went in, and what cannot be read is named.

use super::pack::{Entry, by_hand, gzip, streamed_zip, zip};
use super::{check_files, read, sample, told};
use proptest::prelude::*;
use sawtooth::logs::Why;
use sawtooth::logs::read::transcript::Transcripts;
use sawtooth::logs::read::{Import, Imported, MOST_TIMES_FROM};

const WEEK: &str =
    "CcusageWeekly\n2026-11-16..2026-11-22 claude-opus-5-5 input 1, unsplit 3, read 4, output 2, $0.25";

fn week() -> Vec<u8> {
    sample("ccusage-weekly.json")
}

const SAMPLES: [&str; 5] =
    ["usage-twice.txt", "ccusage-daily.json", "admin-usage-1.json", "console.csv", "stream.jsonl"];

/// Lines of a transcript, of which only the kind matters here.
fn lines(count: usize) -> Vec<u8> {
    let line = r#"{"parentUuid":null,"isSidechain":false,"sessionId":"s","type":"user","message":{"role":"user","content":"hi"},"uuid":"u"}"#;
    format!("{line}\n").repeat(count).into_bytes()
}

/// An entry of a month beside the week's is read in each way of describing it.
fn check_entry(entry: Entry) {
    let (week, month) = (week(), sample("ccusage-monthly.json"));
    let entries = [
        Entry { content: &month, path: "month.json", ..entry },
        Entry { content: b"", path: "folder/", ..Entry::default() },
        Entry { content: &week, path: "folder/week.json", method: 8, ..Entry::default() },
    ];
    let expected = "CcusageWeekly
         2026-11-16..2026-11-22 claude-opus-5-5 input 1, unsplit 3, read 4, output 2, $0.25
         CcusageMonthly
         2026-10-01..2026-10-31 claude-opus-5-5 input 1, unsplit 3, read 4, output 2, $0.25
         ! a.zip/month.json: counts twice with a.zip/folder/week.json";
    check_files(&[("a.zip", by_hand(&entries))], expected);
}

#[test]
fn every_way_of_describing_an_entry() {
    for method in [0, 8] {
        check_entry(Entry { method, ..Entry::default() });
        check_entry(Entry { method, zip64: true, ..Entry::default() });
        for long in [false, true] {
            check_entry(Entry { method, described: Some((true, long)), ..Entry::default() });
        }
    }
    // Deflated content ends by itself; stored content without the mark does not end at all.
    check_entry(Entry { method: 8, described: Some((false, false)), ..Entry::default() });
    check_entry(Entry { method: 8, described: Some((false, true)), ..Entry::default() });
}

#[test]
fn what_is_not_unpacked_is_named() {
    let week = week();
    let after = Entry { content: &week, path: "week.json", ..Entry::default() };
    for (entry, expected) in [
        (Entry { method: 12, ..Entry::default() }, "packed"),
        (Entry { encrypted: true, ..Entry::default() }, "packed"),
        (Entry { encrypted: true, described: Some((true, false)), ..Entry::default() }, "packed"),
    ] {
        let entry = Entry { path: "a/b.jsonl", content: b"PK\x07\x08, secret", ..entry };
        let expected = format!("{WEEK}\n! a.zip/a/b.jsonl: {expected}");
        check_files(&[("a.zip", by_hand(&[entry, after]))], &expected);
    }
    let inner = zip(&[("x.jsonl", lines(3))]);
    check_files(&[("a.zip", zip(&[("b.zip", inner.clone())]))], "! a.zip/b.zip: packed");
    check_files(&[("a.zip.gz", gzip(&inner))], "! a.zip.gz: packed");
    check_files(&[("a.zip", by_hand(&[]))], "");
    check_files(&[("notes.zip", zip(&[("a/settings.json", b"{}".to_vec())]))], "passed over 1");
}

#[test]
fn damage_is_named_and_what_came_before_is_read() {
    let whole = zip(&[("week.json", week()), ("x/y.jsonl", lines(4))]);
    let at = |needle: &[u8]| whole.windows(needle.len()).position(|w| w == needle).expect("there");
    // Cut within the second entry, which is stored: within a line, and between two.
    let half = whole[..at(b"isSidechain")].to_vec();
    check_files(&[("a.zip", half)], &format!("{WEEK}\n! a.zip: cut short\n! a.zip/x/y.jsonl:1: cut short"));
    let half = whole[..at(b"\n{\"parentUuid") + 1].to_vec();
    check_files(&[("a.zip", half)], &format!("{WEEK}\n! a.zip: cut short"));
    // And within the first, of which half is no report.
    let half = whole[..at(b"week.json") + 50].to_vec();
    check_files(&[("a.zip", half)], "! a.zip: cut short\n! a.zip/week.json: cut short");
    // One letter of it is another.
    let mut damaged = whole.clone();
    damaged[at(b"isSidechain") + 3] = b'X';
    check_files(&[("a.zip", damaged)], &format!("{WEEK}\n! a.zip/x/y.jsonl: malformed"));
    let mut damaged = whole.clone();
    damaged[at(b"PK\x03\x04") + 40] ^= 0xff;
    let faults = told(&read(&[("a.zip", damaged)], 5));
    assert_eq!(faults, ["! a.zip/week.json: malformed"]);
    let packed = gzip(&week());
    check_files(&[("a.gz", packed[..packed.len() / 2].to_vec())], "! a.gz: cut short");
    check_files(&[("a.gz", [&packed[..packed.len() - 6], &[0; 6]].concat())], "! a.gz: malformed");
    check_files(&[("a.gz", [&packed[..], &[0; 600]].concat())], WEEK);
    check_files(&[("a.gz", [&packed[..], b"garbage"].concat())], WEEK);
}

#[test]
fn members_of_a_gzip_are_one_file() {
    let week_of = week();
    let (first, second) = week_of.split_at(100);
    check_files(&[("a.json.gz", [gzip(first), gzip(b""), gzip(second)].concat())], WEEK);
    check_files(&[("a.zip", zip(&[("week.json.gz", gzip(&week()))]))], WEEK);
}

/// A kilobyte of archive for each megabyte, which stands for any number of them.
#[test]
fn a_bomb_is_not_unpacked() {
    let mut content = lines(1);
    content.resize(MOST_TIMES_FROM as usize + (4 << 20), b' ');
    let packed = gzip(&content);
    assert!(packed.len() < 200_000, "{}", packed.len());
    let large = |file: &str| format!("! {file}: unpacks to more than 250 times its size");
    // It is one line of blanks.
    let long = |file: &str| format!("! {file}:2: line longer than {}", Transcripts::LONGEST_LINE);
    let imported = read(&[("bomb.jsonl.gz", &packed)], 4096);
    assert_eq!(told(&imported), [long("bomb.jsonl"), large("bomb.jsonl.gz")]);
    assert!(imported.logs.reading.bytes < MOST_TIMES_FROM + (1 << 20));
    let entry = Entry { path: "bomb.jsonl", content: &content, method: 8, ..Entry::default() };
    let imported = read(&[("bomb.zip", by_hand(&[entry]))], 4096);
    assert_eq!(told(&imported), [large("bomb.zip/bomb.jsonl"), long("bomb.zip/bomb.jsonl")]);
    // What is no log is not even looked at.
    let mut import = Import::new();
    import.begin("zeros.gz");
    import.push(&gzip(&vec![0; 200 << 10]));
    assert!(!import.wants_more());
    assert_eq!(told(&import.finish()), ["! zeros.gz: binary"]);
}

/// Everything but the names of files.
fn nameless(mut imported: Imported) -> Imported {
    let name = |path: &str| path.rsplit('/').next().unwrap_or_default().trim_end_matches(".gz").to_string();
    for file in &mut imported.logs.reading.empty_files {
        *file = name(file);
    }
    for fault in &mut imported.logs.reading.faults {
        fault.file = name(&fault.file);
        if let Why::CountsTwice { other } = &mut fault.why {
            *other = name(other);
        }
    }
    imported
}

fn any_file() -> impl Strategy<Value = Vec<u8>> {
    prop_oneof![
        4 => prop::sample::select(&SAMPLES[..]).prop_map(sample),
        4 => (0_usize..40).prop_map(lines),
        // More than the head that decides the kind.
        1 => (540_usize..560).prop_map(lines),
        4 => prop::collection::vec(any::<u8>(), 0..200),
        4 => (prop::sample::select(&SAMPLES[..]), 0_usize..900).prop_map(|(name, end)| {
            let mut bytes = sample(name);
            bytes.truncate(end);
            bytes
        }),
    ]
}

fn any_archive() -> impl Strategy<Value = Vec<u8>> {
    let files = prop::collection::vec(any_file(), 1..4);
    (files, 0..4).prop_map(|(files, way)| {
        let files: Vec<(&str, Vec<u8>)> = ["a.json", "b.jsonl", "c.txt"].into_iter().zip(files).collect();
        match way {
            0 => zip(&files),
            1 => streamed_zip(&files),
            2 => gzip(&files[0].1),
            _ => files[0].1.clone(),
        }
    })
}

proptest! {
    #[test]
    fn pieces_never_change_a_result(bytes in any_archive(), size in 1_usize..5000) {
        let whole = read(&[("a.zip", &bytes)], usize::MAX);
        prop_assert_eq!(read(&[("a.zip", &bytes)], size), whole);
    }

    /// Names that begin with the archive's are all that it adds.
    #[test]
    fn an_archive_of_files_is_the_files(files in prop::collection::vec(any_file(), 3)) {
        let named: Vec<(&str, Vec<u8>)> = ["x/a.jsonl", "x/b.jsonl", "x/c.jsonl"].into_iter().zip(files).collect();
        let plain = nameless(read(&named, 1 << 20));
        for archive in [zip(&named), streamed_zip(&named)] {
            prop_assert_eq!(&nameless(read(&[("y/a.zip", archive)], 1000)), &plain);
        }
        let packed: Vec<(String, Vec<u8>)> =
            named.iter().map(|(path, bytes)| (format!("{path}.gz"), gzip(bytes))).collect();
        prop_assert_eq!(&nameless(read(&packed, 1000)), &plain);
    }

    /// Also where one of them comes twice.
    #[test]
    fn files_may_be_read_apart(mut files in prop::collection::vec(any_archive(), 1..4)) {
        files.push(files[0].clone());
        let named: Vec<_> = ["a", "b.zip", "c/d.csv", "e/f.jsonl"].into_iter().zip(files).collect();
        let (mut reader, mut whole) = (Import::new(), Import::new());
        for (path, bytes) in &named {
            reader.begin(path);
            reader.push(bytes);
            whole.append(&reader.take());
        }
        prop_assert_eq!(whole.progress().files, named.len() as u64);
        prop_assert_eq!(whole.finish(), read(&named, usize::MAX));
    }

    /// Any bytes, and any damage to an archive, end in an answer.
    #[test]
    fn nothing_panics(mut bytes in any_archive(), damage in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..6)) {
        for (at, byte) in damage {
            if !bytes.is_empty() {
                let at = at.index(bytes.len());
                bytes[at] = byte;
            }
        }
        let whole = read(&[("a", &bytes)], usize::MAX);
        prop_assert_eq!(read(&[("a", &bytes)], 3), whole);
    }
}

/// By name and count, with what unpacks them, whatever the files are called.
#[test]
fn what_is_packed_otherwise_is_named_with_what_unpacks_it() {
    let zstd = b"\x28\xb5\x2f\xfd\x04\x00\x09\x00\x00abc";
    let mut import = Import::new();
    let files: [(&str, &[u8]); 7] = [
        ("home/a.jsonl.zst", zstd),
        ("home/B.JSONL.ZST", zstd),
        ("home/old", zstd),
        ("home/c.tar.xz", b"\xfd7zXZ\0\0\0"),
        ("home/picture.png", b"\x89PNG\r\n\x1a\n\0"),
        ("home/d.jsonl", b"{\"type\":\"summary\",\"leafUuid\":\"u\"}\n"),
        ("home/.cache/e", b"BZh91AY"),
    ];
    for (path, bytes) in files {
        import.begin(path);
        import.push(bytes);
    }
    let reading = import.finish().logs.reading;
    assert_eq!(
        sawtooth::view::logs::faults(&reading, &sawtooth::view::Locale::default()),
        [
            "3 files were not unpacked: home/B.JSONL.ZST, home/a.jsonl.zst, home/old. Run zstd -d on each, and add what comes out.",
            "1 file was not unpacked: home/c.tar.xz. Run xz -d on each, and add what comes out.",
        ]
    );
    assert_eq!((reading.unread, reading.passed_over), (4, 2));
    assert!(reading.faults.iter().all(|fault| fault.why.hides_usage()));
}
