//! CSV files of any content: refused with one line, or read as a simple
//! reference reads them.

use std::collections::BTreeSet;

use percept::{CsvOptions, Dataset, Result};
use proptest::prelude::*;
use proptest::sample::select;

use super::property;
use crate::tables::file;
use crate::tables_otherwise::MARKS;

/// One way of writing.
#[derive(Clone, Copy, Debug)]
struct Writing {
    separator: char,
    decimal_comma: bool,
    header: Option<bool>,
    drop_missing: bool,
    missing_as_class: bool,
}

impl Writing {
    fn options(self) -> CsvOptions {
        let mut options = CsvOptions::new().separator(self.separator);
        if self.decimal_comma {
            options = options.decimal_comma();
        }
        match self.header {
            None => {}
            Some(true) => options = options.header(),
            Some(false) => options = options.no_header(),
        }
        if self.drop_missing {
            options = options.drop_missing();
        }
        if self.missing_as_class { options.missing_as_class() } else { options }
    }

    /// The names of the input and the target.
    fn names(self) -> [&'static str; 2] {
        if self.header == Some(false) { ["column_1", "column_2"] } else { ["a", "b"] }
    }

    fn read(self, bytes: &[u8]) -> Result<Dataset> {
        let path = file(bytes);
        let [input, target] = self.names();
        let data = Dataset::from_csv_with(&path, [input], [target], self.options());
        std::fs::remove_file(path).unwrap();
        if let Err(problem) = &data {
            let said = problem.to_string();
            let one_line = !said.is_empty() && !said.contains(char::is_control);
            assert!(one_line && said.len() < 3000, "{said:?}");
        }
        data
    }
}

fn writing() -> impl Strategy<Value = Writing> {
    let separator = select(&[',', ',', ';', ';', '\t', '\t', '|', ' ', 'b', '\u{1}'][..]);
    let header = select(&[None, None, Some(true), Some(false)][..]);
    (separator, any::<bool>(), header, any::<bool>(), any::<bool>()).prop_map(
        |(separator, decimal_comma, header, drop_missing, missing_as_class)| Writing {
            separator,
            decimal_comma,
            header,
            drop_missing,
            missing_as_class,
        },
    )
}

/// What a file holds: the input, and a label or a number as the target.
#[derive(Debug, PartialEq)]
struct Content {
    inputs: Vec<f64>,
    targets: Vec<Vec<f64>>,
    classes: Option<Vec<String>>,
}

impl Content {
    fn of(data: &Dataset) -> Self {
        Self {
            inputs: data.inputs().iter().copied().collect(),
            targets: data.targets().rows().into_iter().map(|row| row.to_vec()).collect(),
            classes: data.class_names().map(<[String]>::to_vec),
        }
    }

    /// `None` where something must be refused.
    fn new(writing: Writing, rows: &[[&str; 2]]) -> Option<Self> {
        let number = |cell: &str| number(cell, writing.decimal_comma);
        let (mut inputs, mut labels) = (Vec::new(), Vec::new());
        for [input, target] in rows {
            let marked = is_mark(target) && !writing.missing_as_class;
            if input.is_empty() || target.is_empty() || is_mark(input) || marked {
                if writing.drop_missing {
                    continue;
                }
                return None;
            }
            inputs.push(number(input)?);
            labels.push(*target);
        }
        let mut numbers = Vec::new();
        for label in &labels {
            numbers.extend(number(label).filter(|_| !is_mark(label)));
        }
        let finite = inputs.iter().chain(&numbers).all(|value| value.is_finite());
        if numbers.len() == labels.len() {
            let targets = numbers.into_iter().map(|number| vec![number]).collect();
            return (finite && !inputs.is_empty()).then_some(Self {
                inputs,
                targets,
                classes: None,
            });
        }
        let classes: BTreeSet<&str> = labels.iter().copied().collect();
        let classes: Vec<&str> = classes.into_iter().collect();
        let code = |label: &&str| {
            let class = classes.iter().position(|class| class == label).unwrap();
            if classes.len() == 2 {
                return vec![class as f64];
            }
            (0..classes.len()).map(|other| f64::from(u8::from(other == class))).collect()
        };
        let targets = labels.iter().map(code).collect();
        let names = classes.iter().map(|&class| class.to_owned()).collect();
        let inputs_finite = inputs.iter().all(|value| value.is_finite());
        (classes.len() > 1 && inputs_finite).then_some(Self {
            inputs,
            targets,
            classes: Some(names),
        })
    }
}

fn is_mark(cell: &str) -> bool {
    MARKS.iter().any(|mark| mark.trim() == cell)
        || cell == "--"
        || ["nan", "null", "n/a"].contains(&cell.to_lowercase().as_str())
}

fn number(cell: &str, decimal_comma: bool) -> Option<f64> {
    match cell {
        "true" | "True" | "TRUE" => Some(1.0),
        "false" | "False" | "FALSE" => Some(0.0),
        _ if !decimal_comma => cell.parse().ok(),
        _ if cell.contains('.') => None,
        _ => cell.replace(',', ".").parse().ok(),
    }
}

/// The rows of a text, character by character; `None` where a quote stays open.
fn rows(text: &str, separator: char) -> Option<Vec<Vec<String>>> {
    let (mut rows, mut row, mut cell) = (Vec::new(), Vec::new(), String::new());
    let (mut quoted, mut begun) = (false, false);
    let mut characters = text.chars().peekable();
    while let Some(c) = characters.next() {
        if quoted {
            if c != '"' {
                cell.push(c);
            } else if characters.peek() == Some(&'"') {
                characters.next();
                cell.push('"');
            } else {
                quoted = false;
            }
        } else if c == separator {
            row.push(std::mem::take(&mut cell).trim().to_owned());
            begun = false;
        } else if c == '\n' || c == '\r' {
            if begun || !row.is_empty() {
                row.push(std::mem::take(&mut cell).trim().to_owned());
                rows.push(std::mem::take(&mut row));
            }
            begun = false;
        } else {
            quoted = c == '"' && !begun;
            begun = true;
            if !quoted {
                cell.push(c);
            }
        }
    }
    if begun || !row.is_empty() {
        row.push(cell.trim().to_owned());
        rows.push(row);
    }
    (!quoted).then_some(rows)
}

/// What the simple reference reads.
fn reference(writing: Writing, bytes: &[u8]) -> Option<Content> {
    let text = std::str::from_utf8(bytes).ok()?;
    let mut rows = rows(text.strip_prefix('\u{feff}').unwrap_or(text), writing.separator)?;
    let mut places = [0, 1];
    let width = rows.first()?.len();
    if writing.header == Some(false) {
        if width < 2 {
            return None;
        }
    } else {
        let header = rows.remove(0);
        for (place, name) in places.iter_mut().zip(writing.names()) {
            let mut found = (0..header.len()).filter(|&i| header[i] == name);
            *place = found.next()?;
            if found.next().is_some() {
                return None;
            }
        }
    }
    if rows.iter().any(|row| row.len() != width) {
        return None;
    }
    let cells: Vec<[&str; 2]> =
        rows.iter().map(|row| places.map(|place| row[place].as_str())).collect();
    Content::new(writing, &cells)
}

const CELLS: [&str; 32] = [
    "1", "0", "-2.5", "1,5", "0", "1", "3", "yes", "no", "x", "NA", "", " ", "nan", "-", "?",
    "inf", "1e3", "true", "False", "\"q\"", "\"1,5\"", "\"a\nb\"", "\"\"\"\"", "\"", "a", "b",
    "\u{fc}", "2 ", ".5", "1.5", "\"open",
];

const PIECES: [&[u8]; 8] = [b"a,b\n", b",", b"\n", b"1", b"\"", b";", b"\xff", b"\xef\xbb\xbf"];

/// Rows of cells, most of them as they should be, with a header and without.
fn almost_a_file() -> impl Strategy<Value = (Writing, String)> {
    let input = prop_oneof![12 => select(&["1", "0", "-2", "3"][..]), 1 => select(&CELLS[..])];
    let target = prop_oneof![12 => select(&["yes", "no", "1"][..]), 1 => select(&CELLS[..])];
    let row = prop_oneof![
        20 => (input, target).prop_map(|(input, target)| vec![input, target]),
        1 => proptest::collection::vec(select(&CELLS[..]), 0..4),
    ];
    let end = select(&["\n", "\n", "\r\n", "\r", "\n\n"][..]);
    let start = select(&["", "", "", "", "\u{feff}", "\n", "\n", "sep=;\n"][..]);
    let rows = proptest::collection::vec((row, end), 1..6);
    (writing(), rows, start, any::<bool>()).prop_map(|(writing, rows, start, whole)| {
        let separator = writing.separator;
        let mut text = start.to_owned();
        if writing.header != Some(false) {
            text += "a";
            text.push(separator);
            text += "b\n";
        }
        for (row, end) in rows {
            text += &row.join(&separator.to_string());
            text += end;
        }
        if !whole {
            text.pop();
        }
        (writing, text)
    })
}

#[test]
fn a_file_is_read_as_the_reference_reads_it_or_refused() {
    property(almost_a_file(), 4000, 15, |(writing, text)| {
        let data = writing.read(text.as_bytes())?;
        assert_eq!(Some(Content::of(&data)), reference(writing, text.as_bytes()), "{text:?}");
        Ok(())
    });
}

#[test]
fn any_bytes_are_refused_or_read_as_the_reference_reads_them() {
    let piece = prop_oneof![
        select(&PIECES[..]).prop_map(<[u8]>::to_vec),
        proptest::collection::vec(any::<u8>(), 0..8),
    ];
    let pieces = proptest::collection::vec((any::<proptest::sample::Index>(), piece), 0..4);
    property((writing(), any::<bool>(), pieces), 2000, 3, |(writing, is_table, pieces)| {
        let table = "a,b\n1,x\n2,y\n3,x\n".replace(',', &writing.separator.to_string());
        let mut file = if is_table { table.into_bytes() } else { Vec::new() };
        for (place, piece) in pieces {
            let place = place.index(file.len() + 1);
            file.splice(place..place, piece);
        }
        let data = writing.read(&file)?;
        assert_eq!(Some(Content::of(&data)), reference(writing, &file), "{file:?}");
        Ok(())
    });
}

/// A cell as a program writes it: quoted where it has to be.
fn written(cell: &str, separator: char) -> String {
    if cell.contains([separator, '"', '\n', '\r']) {
        return format!("\"{}\"", cell.replace('"', "\"\""));
    }
    cell.to_owned()
}

#[test]
fn any_table_that_is_written_comes_back() {
    let label =
        prop_oneof![select(&["yes", "no", "1,5 m", "say \"no\"", "a\nb", "x;y", "\u{fc}"][..])];
    let rows = proptest::collection::vec((proptest::num::f64::NORMAL, label), 2..9);
    let separators = select(&[',', ';', '\t', '|'][..]);
    property((rows, separators, any::<bool>(), any::<bool>()), 1000, 70, |case| {
        let (rows, separator, decimal_comma, has_header) = case;
        let header = (!has_header).then_some(false);
        let (drop_missing, missing_as_class) = (false, false);
        let writing = Writing { separator, decimal_comma, header, drop_missing, missing_as_class };
        let mut text = if has_header { format!("a{separator}b\n") } else { String::new() };
        let numbers: Vec<String> = rows.iter().map(|(number, _)| number.to_string()).collect();
        for (number, (_, label)) in numbers.iter().zip(&rows) {
            let number = if decimal_comma { number.replace('.', ",") } else { number.clone() };
            text += &written(&number, separator);
            text.push(separator);
            text += &written(label, separator);
            text.push('\n');
        }
        let classes: BTreeSet<&str> = rows.iter().map(|(_, label)| *label).collect();
        let data = match writing.read(text.as_bytes()) {
            Err(problem) if classes.len() < 2 => return Err(problem),
            data => data.unwrap(),
        };
        let inputs: Vec<f64> = rows.iter().map(|(number, _)| *number).collect();
        assert_eq!(Content::of(&data).inputs, inputs);
        let names = data.class_names().unwrap();
        assert_eq!(names, classes.into_iter().collect::<Vec<_>>());
        for (row, (_, label)) in data.targets().rows().into_iter().zip(&rows) {
            let class =
                if row.len() == 1 { usize::from(row[0] == 1.0) } else { one(&row.to_vec()) };
            assert_eq!(names[class], *label);
        }
        Ok(())
    });
}

fn one(row: &[f64]) -> usize {
    row.iter().position(|value| *value == 1.0).unwrap()
}
