//! Tables of any bytes, with any options: read, or refused in one line. The
//! first byte chooses the options.
#![no_main]

use libfuzzer_sys::fuzz_target;
use percept::{CsvOptions, Dataset, Show};
use percept_fuzz::{answer, file, shown};

fn options(choice: u8) -> CsvOptions {
    let mut options = CsvOptions::new().separator([',', ';', '\t', '|'][usize::from(choice) % 4]);
    for (bit, set) in [
        (4, CsvOptions::decimal_comma as fn(CsvOptions) -> CsvOptions),
        (8, CsvOptions::no_header),
        (16, CsvOptions::header),
        (32, CsvOptions::drop_missing),
        (64, CsvOptions::missing_as_class),
    ] {
        if choice & bit != 0 {
            options = set(options);
        }
    }
    options
}

fuzz_target!(|bytes: &[u8]| {
    let Some((choice, table)) = bytes.split_first() else { return };
    let path = file(table);
    let options = options(*choice);
    for (inputs, targets) in
        [(vec!["a", "b"], vec!["y"]), (vec!["column_1"], vec![]), (vec!["a"], vec!["b", "y"])]
    {
        let n = inputs.len();
        if let Some(data) = answer(Dataset::from_csv_with(&path, inputs, targets, &options)) {
            assert_eq!(data.n_inputs(), n);
            assert!(data.n_samples() > 0);
            assert!(data.inputs().iter().chain(data.targets()).all(|number| number.is_finite()));
            shown(&data.mime_bundle());
        }
    }
});
