//! CSV files that are written in another way: separators, decimal commas, no
//! row of names, missing values.

use percept::ndarray::array;
use percept::{CsvOptions, Dataset, Error, Result};

use crate::errors::says;
use crate::tables::{a_to_b, file, labels, said_of_file};

/// The data set of a file with this content: one input `a`, one target `b`.
fn with(options: CsvOptions, content: &str) -> Result<Dataset> {
    columns_with(options, content, &["a"], &["b"])
}

fn columns_with(
    options: CsvOptions,
    content: &str,
    inputs: &[&str],
    targets: &[&str],
) -> Result<Dataset> {
    let path = file(content);
    let (inputs, targets) = (inputs.iter().copied(), targets.iter().copied());
    let data = Dataset::from_csv_with(&path, inputs, targets, options);
    std::fs::remove_file(path).unwrap();
    data
}

/// The reason for which a file with this content cannot be read.
fn reason(options: CsvOptions, content: &str) -> String {
    match with(options, content).unwrap_err() {
        Error::Read { reason, .. } => reason,
        other => panic!("{other}"),
    }
}

#[test]
fn every_way_of_writing_gives_the_same_data() {
    let plain = a_to_b("a,b\n0.5,yes\n-1.25,no\n3,no\n").unwrap();
    let options = CsvOptions::new;
    for (options, content) in [
        (options(), "a,b\n0.5,yes\n-1.25,no\n3,no\n"),
        (options().separator(';'), "a;b\n0.5;yes\n-1.25;no\n3;no\n"),
        (options().separator('\t'), "a\tb\n0.5\tyes\n-1.25\tno\n3\tno\n"),
        (options().separator('|'), "a|b\n0.5| yes\n-1.25|no\n3|no\n"),
        (options().separator(';').decimal_comma(), "a;b\n0,5;yes\n-1,25;no\n3;no\n"),
        (options().decimal_comma(), "a,b\n\"0,5\",yes\n\"-1,25\",no\n3,no\n"),
        (options().drop_missing(), "a,b\n0.5,yes\n1,NA\n?,no\n-1.25,no\n3,no\n,yes\n7,\n"),
        (options().header(), "a,b\n0.5,yes\n-1.25,no\n3,no\n"),
    ] {
        assert_eq!(with(options, content).unwrap(), plain, "{content:?}");
    }
}

#[test]
fn columns_without_names_are_counted_from_1() {
    let options = CsvOptions::new().no_header();
    let data =
        columns_with(options, "0.3,0.2,0\n0,1.3,1\n", &["column_1", "column_2"], &["column_3"]);
    let data = data.unwrap();
    assert_eq!(data.inputs(), array![[0.3, 0.2], [0.0, 1.3]]);
    assert_eq!(data.targets(), array![[0.0], [1.0]]);
    assert_eq!(data.input_names(), ["column_1", "column_2"]);
    says(
        with(CsvOptions::new().no_header(), "x,y\n1,2\n"),
        "there is no column named `a`; the names are `column_1`, `column_2`",
    );
}

#[test]
fn names_may_be_numbers_if_it_is_said_so() {
    let table = "400,410,1\n0.1,0.2,0\n0.3,0.4,1\n";
    let data = columns_with(CsvOptions::new().header(), table, &["400", "410"], &["1"]).unwrap();
    assert_eq!(data.inputs(), array![[0.1, 0.2], [0.3, 0.4]]);
    let problem = columns_with(CsvOptions::new(), table, &["400", "410"], &["1"]).unwrap_err();
    assert!(problem.to_string().contains("looks like data"), "{problem}");
    let mixed = "400,410,b\n0.1,0.2,0\n0.3,0.4,1\n";
    assert!(columns_with(CsvOptions::new(), mixed, &["400", "410"], &["b"]).is_ok());
}

#[test]
fn the_separator_that_a_file_looks_like_is_named() {
    let call = |name: &str, call: &str| {
        format!(
            "it looks separated by {name}, not by commas: read it with `Dataset::from_csv_with` \
             and `CsvOptions::new().{call}`"
        )
    };
    for (content, name, options) in [
        ("a;b\n1;2\n3;4\n", "semicolons", "separator(';')"),
        ("a;b\n1,5;2\n3;4\n", "semicolons", "separator(';').decimal_comma()"),
        ("a;x;b\n1,5;2,5;0\n", "semicolons", "separator(';').decimal_comma()"),
        ("a\tb\n1.5\t2\n", "tabs", "separator('\\t')"),
        ("a|b\n1.5|2\n", "vertical bars", "separator('|')"),
        ("a b\n1.5 2\n", "spaces", "separator(' ')"),
        ("x;y\n1;2\n", "semicolons", "separator(';')"),
        ("0,3;0,2\n0;1,3\n", "semicolons", "separator(';').decimal_comma().no_header()"),
    ] {
        assert_eq!(reason(CsvOptions::new(), content), call(name, options), "{content:?}");
    }
    assert_eq!(
        reason(CsvOptions::new().separator(';'), "a,b\n1,2\n"),
        "it looks separated by commas, not by semicolons: read it with `Dataset::from_csv_with` \
         and `CsvOptions::new().separator(',')`"
    );
    says(
        with(CsvOptions::new(), "first a,last b\n1,2\n"),
        "there is no column named `a`; the names are `first a`, `last b`",
    );
    let excel = reason(CsvOptions::new(), "sep=;\na;b\n1;2\n");
    assert!(excel.starts_with("its first line, `sep=;`, is for spreadsheets only"), "{excel}");
}

#[test]
fn a_first_row_of_data_is_not_lost() {
    let said = |row: &str| {
        format!(
            "cannot read `FILE`: its first row ({row}) looks like data, not like the names of the \
             columns: without a row of names, read it with `Dataset::from_csv_with` and \
             `CsvOptions::new().no_header()`, which names the columns `column_1`, `column_2`, … \
             (if these are names: `CsvOptions::header`)"
        )
    };
    assert_eq!(said_of_file("0.3,0.2,0\n0,1.3,1\n"), said("0.3, 0.2, 0"));
    assert_eq!(said_of_file("1,,-2e3\n0,1.3,1\n"), said("1, , -2e3"));
    let flowers = "5.1,3.5,1.4,0.2,setosa\n7,3.2,4.7,1.4,versicolor\n";
    assert_eq!(said_of_file(flowers), said("5.1, 3.5, 1.4, 0.2, setosa"));
}

#[test]
fn decimal_commas_are_no_classes() {
    let wanted = "expected a number with a decimal point (`CsvOptions::decimal_comma` reads \
                  decimal commas; commas between thousands have to be taken out), but got the text";
    says(
        a_to_b("a,b\n\"1,5\",0\n"),
        &format!("column `a`, row 0 (counting from 0): {wanted} `1,5` (line 2 of the file)"),
    );
    says(
        with(CsvOptions::new().separator(';'), "a;b\n1;2\n1;2,5\n"),
        &format!("column `b`, row 1 (counting from 0): {wanted} `2,5` (line 3 of the file)"),
    );
    let comma = || CsvOptions::new().separator(';').decimal_comma();
    let wanted = "expected a number with a decimal comma, as `CsvOptions::decimal_comma` says, but \
                  got the text `1.5` (line 2 of the file)";
    says(with(comma(), "a;b\n1.5;2\n"), &format!("column `a`, row 0 (counting from 0): {wanted}"));
    says(with(comma(), "a;b\n1;1.5\n"), &format!("column `b`, row 0 (counting from 0): {wanted}"));
    assert_eq!(labels(&with(comma(), "a;b\n1;1,5 m\n1;2\n").unwrap()), ["1,5 m", "2"]);
}

#[test]
fn a_quote_that_is_not_closed_swallows_no_rows() {
    assert_eq!(
        reason(CsvOptions::new(), "a,b\n1,x\n2,y\n3,\"x\n4,y\n5,x\n"),
        "the row that begins in line 4 has a quote (\") that is not closed before the end of the \
         file"
    );
    assert!(reason(CsvOptions::new(), "a,b\n1,x\n\"").contains("line 3"));
    assert!(reason(CsvOptions::new(), "\"a,b\n1,x\n").contains("line 1"));
    assert!(a_to_b("a,b\n1,x\n2,\"y\"").is_ok());
}

#[test]
fn separators_are_ascii() {
    for separator in ['é', '"', '\n', '\r', '→'] {
        says(
            with(CsvOptions::new().separator(separator), "a,b\n1,2\n"),
            &format!(
                "`separator`: expected an ASCII character other than a quote or a line break, but \
                 got {separator:?}"
            ),
        );
    }
}

pub(crate) const MARKS: [&str; 24] = [
    "#N/A", "#N/A N/A", "#NA", "-1.#IND", "-1.#QNAN", "-NaN", "-nan", "1.#IND", "1.#QNAN", "<NA>",
    "N/A", "NA", "NULL", "NaN", "None", "n/a", "nan", "null", "?", "-", ".", " NA ", "NAN", "Null",
];

#[test]
fn marks_of_missing_values_are_no_classes() {
    for mark in MARKS {
        for others in [["yes", "no"], ["0", "1"]] {
            says(
                a_to_b(format!("a,b\n1,{}\n2,{}\n3,{mark}\n", others[0], others[1])),
                &format!(
                    "column `b`, row 2 (counting from 0): expected a value (with \
                     `Dataset::from_csv_with`, `CsvOptions::new().drop_missing()` leaves such rows \
                     out, `.missing_as_class()` takes the text for a class), but got `{}`, which \
                     stands for a missing value (line 4 of the file)",
                    mark.trim()
                ),
            );
        }
        says(
            a_to_b(format!("a,b\n{mark},no\n2,yes\n")),
            &format!(
                "column `a`, row 0 (counting from 0): expected a value (with \
                 `Dataset::from_csv_with`, `CsvOptions::new().drop_missing()` leaves such rows out, \
                 `.fill_missing()` fills in the median of the column), but got `{}`, which stands \
                 for a missing value (line 2 of the file)",
                mark.trim()
            ),
        );
        let content = format!("a,b\n1,yes\n2,{mark}\n{mark},no\n4,no\n");
        let dropped = with(CsvOptions::new().drop_missing(), &content).unwrap();
        assert_eq!(dropped, a_to_b("a,b\n1,yes\n4,no\n").unwrap());
        let content = format!("a,b\n1,1\n2,{mark}\n4,0\n");
        let kept = with(CsvOptions::new().missing_as_class(), &content).unwrap();
        let mut wanted = vec![mark.trim(), "0", "1"];
        wanted.sort_unstable();
        assert_eq!(labels(&kept), wanted);
        let numbers = with(CsvOptions::new().drop_missing(), &content).unwrap();
        assert_eq!((numbers.class_names(), numbers.n_samples()), (None, 2));
    }
    assert_eq!(labels(&a_to_b("a,b\n1,Na\n2,none\n").unwrap()), ["Na", "none"]);
}

#[test]
fn a_gap_among_measurements_is_offered_no_class() {
    let column = |n: usize| {
        let rows: Vec<String> = (0..n).map(|row| format!("{row},{row}.5\n")).collect();
        rows.concat()
    };
    let offered = |n: usize, last: &str| {
        let said = a_to_b(format!("a,b\n1,NA\n{}{last}", column(n))).unwrap_err().to_string();
        assert!(said.contains("drop_missing()") && said.contains("row 0"), "{said}");
        said.contains("missing_as_class")
    };
    assert!(!offered(11, ""));
    assert!(!offered(11, "3,?\n4,0.5\n"));
    // as few numbers as there are digits may be classes, and texts are
    assert!(offered(10, ""));
    assert!(offered(11, "3,many\n"));
    says(
        a_to_b(format!("a,b\n{}1,NA\n", column(95))),
        "column `b`, row 95 (counting from 0): expected a value (with `Dataset::from_csv_with`, \
         `CsvOptions::new().drop_missing()` leaves such rows out), but got `NA`, which stands for \
         a missing value (line 97 of the file)",
    );
}

const DAYS: &str =
    "date,year,rain,place,weather\n1 May,2012,0,Bonn,sun\n2 May,2012,10.9,Bonn,rain\n";

fn all_of(content: &str, options: CsvOptions) -> Result<Dataset> {
    columns_with(options, content, &["*"], &["weather"])
}

#[test]
fn some_columns_are_left_out_of_all() {
    let one_hot = CsvOptions::new().one_hot();
    let data = all_of(DAYS, one_hot.clone().without(["date", "place"])).unwrap();
    assert_eq!(data.input_names(), ["year", "rain"]);
    let named = all_of(DAYS, one_hot.clone().row_names("date").without("place")).unwrap();
    assert_eq!(named.sample_names().unwrap(), ["1 May", "2 May"]);
    assert_eq!(named.input_names(), ["year", "rain"]);
    // gaps in them leave no row out, and listed columns are those that are listed
    let gaps = DAYS.replace("1 May", "");
    let data = all_of(&gaps, CsvOptions::new().drop_missing().without(["date", "place"])).unwrap();
    assert_eq!((data.n_samples(), data.n_left_out()), (2, 0));
    let listed = CsvOptions::new().without("date");
    let rain = columns_with(listed.clone(), DAYS, &["rain"], &["weather"]).unwrap();
    assert_eq!(rain.input_names(), ["rain"]);

    let wanted = "`without`: expected columns that are neither an input nor a target nor the names \
                  of the rows, but got ";
    says(columns_with(listed.clone(), DAYS, &["date"], &["weather"]), &format!("{wanted}`date`"));
    says(all_of(DAYS, CsvOptions::new().without("weather")), &format!("{wanted}`weather`"));
    says(all_of(DAYS, listed.row_names("date")), &format!("{wanted}`date`"));
    says(
        all_of(DAYS, CsvOptions::new().without(["date", "plac"])),
        "there is no column named `plac` (did you mean `place`?); the names are `date`, `year`, \
         `rain`, `place`, `weather`",
    );
    says(
        columns_with(CsvOptions::new(), DAYS, &["*", "-year"], &["weather"]),
        "`inputs`: expected names of columns, or `\"*\"` alone for all that are no target (with \
         `Dataset::from_csv_with`, `CsvOptions::new().without` leaves some of them out), but got \
         `*`, `-year`",
    );
}

#[test]
fn what_cannot_be_spread_is_told_how_to_be_left_out_of_all() {
    let one_hot = CsvOptions::new().one_hot();
    says(
        all_of(DAYS, one_hot.clone().without("date")),
        "column `place`, row 0 (counting from 0): expected 2 to 256 different texts, each to become \
         a column of 0 and 1 (leave the column out of `\"*\"` with `CsvOptions::without`), but got \
         `Bonn` in every row (line 2 of the file)",
    );
    let row = |row: usize, text: usize| format!("day {text},{row},{}\n", ["sun", "rain"][row % 2]);
    let head = "date,rain,weather\n".to_owned();
    let different = head.clone() + &(0..300).map(|n| row(n, n)).collect::<String>();
    let twice = head + &(0..600).map(|n| row(n, n / 2)).collect::<String>();
    let said = |way: &str| {
        format!(
            "column `date`, row 0 (counting from 0): expected 2 to 256 different texts, each to \
             become a column of 0 and 1 ({way}), but got 300 different texts (line 2 of the file)"
        )
    };
    let names = ", or take it for the names of the rows with `CsvOptions::row_names`";
    let of_all = "leave the column out of `\"*\"` with `CsvOptions::without`";
    says(all_of(&different, one_hot.clone()), &said(&format!("{of_all}{names}")));
    says(all_of(&twice, one_hot.clone()), &said(of_all));
    let listed =
        |content: &str| columns_with(one_hot.clone(), content, &["date", "rain"], &["weather"]);
    says(listed(&different), &said(&format!("leave the column out{names}")));
    says(listed(&twice), &said("leave the column out"));
    let empty = "rain,wind,weather\n1,,sun\n2,,rain\n";
    let said = all_of(empty, CsvOptions::new().fill_missing()).unwrap_err().to_string();
    assert!(said.contains("leave the column out of `\"*\"` with `CsvOptions::without`"), "{said}");
}

#[test]
fn rows_are_those_of_the_file_where_others_were_left_out() {
    let options = CsvOptions::new().drop_missing();
    let problem = with(options.clone(), "a,b\n,1\nNA,0\nred,1\n").unwrap_err().to_string();
    assert!(problem.starts_with("column `a`, row 2 (counting from 0)"), "{problem}");
    assert!(problem.ends_with("`red` (line 4 of the file)"), "{problem}");
    assert_eq!(
        reason(options, "a,b\n,1\nNA,0\n"),
        "nothing is left without the rows that miss a value: in each of its 2 rows one of the \
         columns asked for is empty or holds a mark such as `NA`"
    );
    let both = CsvOptions::new().drop_missing().missing_as_class();
    let data = with(both, "a,b\n1,-\n2,+\n-,+\n3,\n").unwrap();
    assert_eq!((labels(&data), data.n_samples()), (vec!["+", "-"], 2));
}

#[test]
fn a_slip_among_numbers_is_no_class() {
    let target = |row: usize| if row == 25 { "oops" } else { ["0", "1"][row % 2] };
    let rows: Vec<String> = (0..40).map(|row| format!("{row},{}\n", target(row))).collect();
    let content = format!("a,b\n{}", rows.concat());
    says(
        with(CsvOptions::new(), &content),
        "column `b`, row 25 (counting from 0): expected a number, as in most rows (to learn the \
         texts of the column as classes, give them all: `Target::of_classes`), but got the text \
         `oops` (line 27 of the file)",
    );
    let few = with(CsvOptions::new(), "a,b\n1,1\n2,maybe\n3,1\n").unwrap_err().to_string();
    assert!(few.ends_with("but got the text `maybe` (line 3 of the file)"), "{few}");
    // given as a class, it is one
    let path = file(&content);
    let classes = percept::Target::of_classes("b", ["0", "1", "oops"]);
    let data = Dataset::from_csv(&path, ["a"], [classes]).unwrap();
    std::fs::remove_file(path).unwrap();
    assert_eq!(data.n_targets(), 3);
    // texts with a few numbers among them are names
    let data = with(CsvOptions::new(), "a,b\n1,10\n2,9\n3,many\n4,few\n").unwrap();
    assert_eq!(labels(&data), ["10", "9", "few", "many"]);
}
