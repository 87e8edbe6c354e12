//! Header: what stands before each entry of a zip, and after some (PKWARE's APPNOTE 4.3.7 to
//! 4.3.9, 4.5.3).

/// How much of a header its fixed part is.
pub(super) const FIXED: usize = 30;
const ENTRY: &[u8] = b"PK\x03\x04";
pub(super) const DESCRIPTOR: &[u8; 4] = b"PK\x07\x08";

/// One entry as its local header describes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Header {
    pub name: String,
    pub method: Method,
    /// Whether a descriptor with the sizes follows the content.
    pub described: bool,
    /// Nothing where only the descriptor knows it.
    pub packed: Option<u64>,
    pub crc: Option<u32>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Method {
    Stored,
    Deflated,
    /// Encrypted, or packed by another method.
    Other,
}

/// What the next bytes of a zip are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Next {
    /// So many bytes must be there to tell.
    Needs(usize),
    Entry(Header),
    /// A mark of archives in several parts, before the first entry.
    Mark,
    /// The list of entries at the end.
    Directory,
    Damaged,
}

pub(super) fn next(bytes: &[u8]) -> Next {
    match bytes.get(..4) {
        None => Next::Needs(4),
        Some(ENTRY) => entry(bytes),
        Some(b"PK\x01\x02" | b"PK\x05\x06" | b"PK\x06\x06" | b"PK\x06\x08") => Next::Directory,
        Some(b"PK\x07\x08" | b"PK00") => Next::Mark,
        Some(_) => Next::Damaged,
    }
}

fn entry(bytes: &[u8]) -> Next {
    if bytes.len() < FIXED {
        return Next::Needs(FIXED);
    }
    let (name, extra) = (usize::from(u16_at(bytes, 26)), usize::from(u16_at(bytes, 28)));
    let (Some(name), Some(extra)) =
        (bytes.get(FIXED..FIXED + name), bytes.get(FIXED + name..FIXED + name + extra))
    else {
        return Next::Needs(FIXED + name + extra);
    };
    let flags = u16_at(bytes, 6);
    let (encrypted, described) = (flags & 1 == 1, flags & 8 == 8);
    let method = match u16_at(bytes, 8) {
        _ if encrypted => Method::Other,
        0 => Method::Stored,
        8 => Method::Deflated,
        _ => Method::Other,
    };
    let packed = packed(u32_at(bytes, 18), u32_at(bytes, 22), extra);
    let known = !described || packed > 0;
    Next::Entry(Header {
        // Older programs write names in other code pages; they are only shown.
        name: String::from_utf8_lossy(name).replace('\\', "/"),
        method,
        described,
        packed: known.then_some(packed),
        crc: (!described).then_some(u32_at(bytes, 14)),
    })
}

/// The packed size, from the extra field of zip64 where 32 bits cannot hold it.
fn packed(packed: u32, unpacked: u32, mut extra: &[u8]) -> u64 {
    if packed != u32::MAX {
        return u64::from(packed);
    }
    while extra.len() >= 4 {
        let (id, size) = (u16_at(extra, 0), usize::from(u16_at(extra, 2)));
        let field = extra.get(4..4 + size).unwrap_or_default();
        if id == 1 {
            // The unpacked size comes first, where it is there at all.
            let at = if unpacked == u32::MAX { 8 } else { 0 };
            return field.get(at..at + 8).map_or(u64::from(packed), |bytes| u64_at(bytes, 0));
        }
        extra = extra.get(4 + size..).unwrap_or_default();
    }
    u64::from(packed)
}

/// The longest descriptor: mark, sum and two sizes of 64 bits.
pub(super) const LONGEST: usize = 24;

/// The length of the descriptor with these numbers at the beginning of the bytes, which must be
/// [`LONGEST`] or all that there are. The mark may be missing, sizes may have 32 or 64 bits.
pub(super) fn descriptor(bytes: &[u8], crc: u32, packed: u64, unpacked: u64) -> Option<usize> {
    let marked = if bytes.starts_with(DESCRIPTOR) { &[4_usize, 0][..] } else { &[0] };
    let long = |at: &usize| (bytes.get(at + 4..at + 20)).map(|b| (u64_at(b, 0), u64_at(b, 8)));
    let short = |at: &usize| {
        let bytes = bytes.get(at + 4..at + 12)?;
        Some((u64::from(u32_at(bytes, 0)), u64::from(u32_at(bytes, 4))))
    };
    let sum = |at: &usize| bytes.get(*at..at + 4).is_some_and(|bytes| u32_at(bytes, 0) == crc);
    let fits = |at: &usize| match (long(at), short(at)) {
        (Some(sizes), _) if sizes == (packed, unpacked) => Some(at + 20),
        // Sizes beyond 32 bits wrap around in the shorter form.
        (_, Some((p, u))) if (p, u) == (packed & 0xffff_ffff, unpacked & 0xffff_ffff) => Some(at + 12),
        _ => None,
    };
    marked.iter().filter(|at| sum(at)).find_map(fits)
}

fn u16_at(bytes: &[u8], at: usize) -> u16 {
    little(bytes, at, 2) as u16
}

pub(super) fn u32_at(bytes: &[u8], at: usize) -> u32 {
    little(bytes, at, 4) as u32
}

pub(super) fn u64_at(bytes: &[u8], at: usize) -> u64 {
    little(bytes, at, 8)
}

/// The lowest byte first; missing ones are 0.
fn little(bytes: &[u8], at: usize, count: usize) -> u64 {
    let bytes = bytes.get(at..).unwrap_or_default().iter().take(count);
    bytes.rev().fold(0, |number, byte| number << 8 | u64::from(*byte))
}
