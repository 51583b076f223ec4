//! What the first row says about the format of a file.

use super::number::number;
use super::options::{CsvOptions, Header};
use super::records::{comment, first_rows};

/// What may stand between values.
const SEPARATORS: [char; 5] = [';', '\t', '|', ',', ' '];
/// Rows that are looked at.
const ROWS: usize = 100;

/// Why the first row holds no such names, if another way of writing explains it.
pub(super) fn explained(
    text: &str,
    options: &CsvOptions,
    header: &[String],
    asked: &[String],
) -> Option<String> {
    let marked = text.trim_start().lines().next().and_then(|line| line.strip_prefix("sep="));
    if let Some(mark) = marked.filter(|mark| mark.chars().count() <= 1) {
        return Some(format!(
            "its first line, `sep={}`, is for spreadsheets only: delete it, and say the separator \
             with `CsvOptions::separator`",
            mark.escape_default()
        ));
    }
    let found = |fields: &[String]| asked.iter().all(|name| holds(fields, name));
    let absent = options.header == Header::Absent;
    if !found(header) && text.trim_start().starts_with('#') {
        return Some(comment(1));
    }
    if absent || !found(header) {
        for separator in SEPARATORS {
            if separator == options.separator {
                continue;
            }
            let rows = first_rows(text, separator, ROWS);
            let Some(fields) = rows.first().filter(|fields| fields.len() > 1) else { continue };
            // names may hold spaces
            let fits = match (separator, header.len()) {
                (' ', 1) => found(fields),
                (' ', _) => false,
                (_, 1) => true,
                _ => !absent && (found(fields) || is_data(fields)),
            };
            if fits {
                return Some(other_separator(separator, options, &rows));
            }
        }
    }
    let numbers = header.iter().filter(|cell| looks_like_a_number(cell)).count();
    let like_data = is_data(header) || !found(header) && 2 * numbers > header.len();
    (options.header == Header::Expected && like_data).then(|| first_row_of_data(header))
}

fn holds(fields: &[String], name: &str) -> bool {
    fields.iter().any(|field| field == name)
}

/// Whether a row has numbers in it and else nothing but empty cells.
fn is_data(fields: &[String]) -> bool {
    let mut numbers = fields.iter().filter(|field| !field.is_empty()).peekable();
    numbers.peek().is_some() && numbers.all(|cell| looks_like_a_number(cell))
}

fn looks_like_a_number(cell: &str) -> bool {
    cell.starts_with(|c: char| c.is_ascii_digit() || "+-.,".contains(c))
        && (number(cell, false).is_some() || number(cell, true).is_some())
}

fn other_separator(separator: char, options: &CsvOptions, rows: &[Vec<String>]) -> String {
    let mut call = format!("CsvOptions::new().separator({separator:?})");
    let mut cells = rows.iter().flatten();
    if options.decimal_comma || cells.any(|cell| has_decimal_comma(cell)) {
        call.push_str(".decimal_comma()");
    }
    let no_header =
        options.header == Header::Absent || rows.first().is_some_and(|row| is_data(row));
    if no_header {
        call.push_str(".no_header()");
    }
    format!(
        "it looks separated by {}, not by {}: read it with `Dataset::from_csv_with` and `{call}`",
        called(separator),
        called(options.separator)
    )
}

/// Whether a cell is a number but for marks between thousands: `1.234,5`.
pub(super) fn has_thousands(cell: &str) -> bool {
    let groups: Vec<&str> =
        cell.trim_start_matches(['+', '-']).split(['.', ',', '\'', ' ']).collect();
    let digits = |group: &&str| group.bytes().all(|byte| byte.is_ascii_digit());
    let [first, middle @ .., last] = groups.as_slice() else { return false };
    let whole = !first.is_empty() && first.len() < 4 && middle.iter().all(|group| group.len() == 3);
    whole && groups.iter().all(digits) && (!middle.is_empty() || last.len() == 3)
}

/// Whether a cell is a number only with a decimal comma.
pub(super) fn has_decimal_comma(cell: &str) -> bool {
    cell.contains(',') && number(cell, true).is_some()
}

fn called(separator: char) -> String {
    match separator {
        ',' => "commas".to_owned(),
        ';' => "semicolons".to_owned(),
        '\t' => "tabs".to_owned(),
        '|' => "vertical bars".to_owned(),
        ' ' => "spaces".to_owned(),
        other => format!("{other:?}"),
    }
}

fn first_row_of_data(header: &[String]) -> String {
    const SHOWN: usize = 5;
    let mut cells: Vec<&str> = header.iter().take(SHOWN).map(String::as_str).collect();
    if header.len() > SHOWN {
        cells.push("…");
    }
    format!(
        "its first row ({}) looks like data, not like the names of the columns: without a row of \
         names, read it with `Dataset::from_csv_with` and `CsvOptions::new().no_header()`, which \
         names the columns `column_1`, `column_2`, … (if these are names: `CsvOptions::header`)",
        cells.join(", ")
    )
}
