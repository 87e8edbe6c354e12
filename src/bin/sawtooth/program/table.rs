//! Rows of text below one another, for a terminal and as Markdown.

const GAP: &str = "  ";
/// Characters of a cell of words: three of them and their head fit a wide terminal.
const WIDEST: usize = 34;

/// The first column starts each line, the others end below one another: they are numbers.
pub fn aligned(rows: &[Vec<String>]) -> String {
    let width = |column: usize| {
        rows.iter().filter_map(|row| row.get(column)).map(|cell| cell.chars().count()).max().unwrap_or(0)
    };
    let cell = |(column, text): (usize, &String)| match column {
        0 => format!("{text:<0$}", width(0)),
        _ => format!("{text:>0$}", width(column)),
    };
    let line = |row: &Vec<String>| row.iter().enumerate().map(cell).collect::<Vec<_>>().join(GAP);
    rows.iter().map(|row| format!("{}\n", line(row).trim_end())).collect()
}

/// The same with long texts broken at blanks, so that columns of words stand beside one another.
pub fn wrapped(rows: &[Vec<String>]) -> String {
    let lines: Vec<Vec<String>> = rows.iter().flat_map(|row| lines_of(row)).collect();
    aligned(&lines)
}

/// A row as lines of a table, the longest of its cells deciding how many.
fn lines_of(row: &[String]) -> Vec<Vec<String>> {
    let cells: Vec<Vec<String>> = row.iter().map(|cell| broken(cell)).collect();
    let count = cells.iter().map(Vec::len).max().unwrap_or_default();
    let line = |at: usize| cells.iter().map(|cell| cell.get(at).cloned().unwrap_or_default()).collect();
    (0..count).map(line).collect()
}

/// A text in lines of at most [`WIDEST`] characters, or of one long word.
fn broken(text: &str) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in text.split(' ') {
        match lines.last_mut() {
            Some(line) if line.is_empty() => *line = word.into(),
            Some(line) if line.chars().count() + 1 + word.chars().count() <= WIDEST => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.into()),
        }
    }
    lines
}

/// Two columns, of which the second has dollars. Names are other people's: none may end a cell or begin markup.
pub fn markdown(head: [&str; 2], rows: &[[String; 2]]) -> String {
    let line = |cells: [&str; 2]| format!("| {} | {} |\n", escaped(cells[0]), escaped(cells[1]));
    let rows = rows.iter().map(|[name, value]| line([name, value])).collect::<String>();
    format!("{}| --- | ---: |\n{rows}", line(head))
}

/// Text as itself (CommonMark 2.4: a backslash before ASCII punctuation).
pub fn escaped(text: &str) -> String {
    let mut out = String::new();
    for letter in text.chars() {
        match letter {
            '|' | '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '&' | '#' | '@' | '~' => {
                out.extend(['\\', letter])
            }
            '\n' | '\r' => out.push(' '),
            _ => out.push(letter),
        }
    }
    out
}
