//! Rows of text below one another, for a terminal and as Markdown.

const GAP: &str = "  ";

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
