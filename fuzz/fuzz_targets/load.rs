//! Files of every kind in both formats, whatever they hold. The corpus is that of
//! the tests: `tests/fixtures`.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| percept_fuzz::load_as_every_kind(bytes));
