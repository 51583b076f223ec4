//! The state of a run on its way into a checkpoint and out of it again.

/// Numbers in a row: written one after the other, and read in the same order by
/// the same code, so that writing and reading cannot disagree.
///
/// What is read may come from a file that was changed: a length is believed
/// only as far as there are bytes, and what does not fit spoils the tape.
pub(crate) struct Tape {
    bytes: Vec<u8>,
    /// Where to read on; `None` while it is written.
    place: Option<usize>,
    spoilt: bool,
}

impl Tape {
    pub(crate) fn blank() -> Self {
        Self { bytes: Vec::new(), place: None, spoilt: false }
    }

    pub(crate) fn recorded(bytes: Vec<u8>) -> Self {
        Self { bytes, place: Some(0), spoilt: false }
    }

    pub(crate) fn into_bytes(self) -> Vec<u8> {
        self.bytes
    }

    /// What was read does not fit.
    pub(crate) fn spoil(&mut self) {
        self.spoilt = true;
    }

    /// Whether everything was read and fitted.
    pub(crate) fn is_whole(&self) -> bool {
        !self.spoilt && self.place.is_none_or(|place| place == self.bytes.len())
    }

    pub(crate) fn word(&mut self, value: &mut u64) {
        let Some(place) = self.place else {
            self.bytes.extend_from_slice(&value.to_le_bytes());
            return;
        };
        match self.bytes.get(place..).and_then(|rest| rest.first_chunk()) {
            Some(bytes) => {
                *value = u64::from_le_bytes(*bytes);
                self.place = Some(place + 8);
            }
            None => self.spoil(),
        }
    }

    pub(crate) fn number(&mut self, value: &mut f64) {
        let mut bits = value.to_bits();
        self.word(&mut bits);
        *value = f64::from_bits(bits);
    }

    pub(crate) fn whole(&mut self, value: &mut usize) {
        let mut word = *value as u64;
        self.word(&mut word);
        match usize::try_from(word) {
            Ok(whole) => *value = whole,
            Err(_) => self.spoil(),
        }
    }

    #[cfg(any(test, feature = "networks"))]
    pub(crate) fn flag(&mut self, value: &mut bool) {
        let mut word = u64::from(*value);
        self.word(&mut word);
        *value = word != 0;
        if word > 1 {
            self.spoil();
        }
    }

    /// As many numbers as there are.
    pub(crate) fn numbers(&mut self, values: &mut [f64]) {
        for value in values {
            self.number(value);
        }
    }

    #[cfg(feature = "networks")]
    /// The same, of what a network is to keep.
    pub(crate) fn finite(&mut self, values: &mut [f64]) {
        self.numbers(values);
        if !values.iter().all(|value| value.is_finite()) {
            self.spoil();
        }
    }

    /// Any number of numbers.
    pub(crate) fn list(&mut self, values: &mut Vec<f64>) {
        let n = self.length(values.len(), 1);
        values.resize(n, 0.0);
        self.numbers(values);
    }

    #[cfg(any(test, feature = "networks"))]
    pub(crate) fn wholes(&mut self, values: &mut Vec<usize>) {
        let n = self.length(values.len(), 1);
        values.resize(n, 0);
        for value in values {
            self.whole(value);
        }
    }

    pub(crate) fn texts(&mut self, texts: &mut Vec<String>) {
        let n = self.length(texts.len(), 1);
        texts.resize(n, String::new());
        for text in texts {
            self.text(text);
        }
    }

    fn text(&mut self, text: &mut String) {
        let mut n = text.len();
        self.whole(&mut n);
        let Some(place) = self.place else {
            self.bytes.extend_from_slice(text.as_bytes());
            return;
        };
        let bytes = self.bytes.get(place..).and_then(|rest| rest.get(..n));
        match bytes.map(std::str::from_utf8) {
            Some(Ok(read)) => {
                text.clear();
                text.push_str(read);
                self.place = Some(place + n);
            }
            _ => self.spoil(),
        }
    }

    /// The length of a list whose elements take the given number of words of 8
    /// bytes, or more.
    pub(crate) fn length(&mut self, n: usize, words: usize) -> usize {
        let mut length = n;
        self.whole(&mut length);
        let Some(place) = self.place else { return n };
        if self.spoilt || length > (self.bytes.len() - place) / 8 / words {
            self.spoil();
            return 0;
        }
        length
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Clone, Debug, Default, PartialEq)]
    struct Things {
        number: f64,
        pair: [f64; 2],
        list: Vec<f64>,
        wholes: Vec<usize>,
        texts: Vec<String>,
        flag: bool,
    }

    impl Things {
        fn tape(&mut self, tape: &mut Tape) {
            tape.number(&mut self.number);
            tape.numbers(&mut self.pair);
            tape.list(&mut self.list);
            tape.wholes(&mut self.wholes);
            tape.texts(&mut self.texts);
            tape.flag(&mut self.flag);
        }
    }

    #[test]
    fn what_was_written_is_read_again_and_no_part_of_it_is_enough() {
        let mut things = Things {
            number: f64::INFINITY,
            pair: [-0.0, 5e-324],
            list: vec![0.1, f64::MAX],
            wholes: vec![usize::MAX, 0],
            texts: vec!["e²".to_owned(), String::new()],
            flag: true,
        };
        let mut tape = Tape::blank();
        things.tape(&mut tape);
        let bytes = tape.into_bytes();
        let mut tape = Tape::recorded(bytes.clone());
        let mut read = Things::default();
        read.tape(&mut tape);
        assert!(tape.is_whole());
        assert_eq!(read, things);
        assert!(read.pair[0].is_sign_negative());
        for end in 0..bytes.len() {
            let mut tape = Tape::recorded(bytes[..end].to_vec());
            Things::default().tape(&mut tape);
            assert!(!tape.is_whole(), "{end}");
        }
        let mut tape = Tape::recorded([bytes, vec![0]].concat());
        Things::default().tape(&mut tape);
        assert!(!tape.is_whole());
    }

    #[test]
    fn lengths_beyond_the_end_take_no_memory() {
        let mut tape = Tape::recorded(u64::MAX.to_le_bytes().to_vec());
        let mut list = Vec::new();
        tape.list(&mut list);
        assert!(!tape.is_whole() && list.capacity() == 0);
    }
}
