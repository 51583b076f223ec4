//! `check!`: a claim about a result, asked for in a notebook.

use std::fmt;
use std::io::{self, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};

use super::{Markup, MimeBundle, Show};
use crate::control_words;

/// The environment variable that makes a failed check end the process.
const VARIABLE: &str = "PERCEPT_CHECK";

/// Longest condition and hint that are shown, in characters.
const MAX_WORDS: usize = 300;

/// Whether what a notebook says must hold does hold.
///
/// Made by [`check!`](crate::check). In a notebook it shows a tick, or a cross
/// with a hint.
#[derive(Clone, PartialEq)]
#[must_use = "a check is shown by the last line of a cell"]
pub struct Check {
    holds: bool,
    condition: String,
    hint: String,
}

impl Check {
    /// What [`check!`](crate::check) makes of its condition.
    #[doc(hidden)]
    pub fn of(
        condition: impl FnOnce() -> Result<bool, Box<dyn std::error::Error>>,
        text: &str,
        hint: &str,
    ) -> Self {
        match catch_unwind(AssertUnwindSafe(condition)) {
            Ok(Ok(holds)) => Self::new(holds, text, hint),
            Ok(Err(problem)) => Self::new(false, text, &join(&problem.to_string(), hint)),
            Err(_) => Self::new(false, text, &join("it panicked", hint)),
        }
    }

    fn new(holds: bool, condition: &str, hint: &str) -> Self {
        let check = Self { holds, condition: one_line(condition), hint: one_line(hint) };
        if !holds && std::env::var_os(VARIABLE).is_some_and(|value| value == "strict") {
            check.end_process();
        }
        check
    }

    /// Whether the condition holds.
    #[must_use]
    pub fn holds(&self) -> bool {
        self.holds
    }

    /// The condition as it was written.
    #[must_use]
    pub fn condition(&self) -> &str {
        &self.condition
    }

    /// What to look at if it does not hold.
    #[must_use]
    pub fn hint(&self) -> &str {
        &self.hint
    }

    /// A tick or a cross, in words too, as HTML and as text.
    #[must_use]
    pub fn mime_bundle(&self) -> MimeBundle {
        // a border, since words keep the colour that the page has for them
        let color = if self.holds { "#009E73" } else { "#D55E00" };
        let style = format!(
            "border-left:5px solid {color};margin:4px 0;overflow-wrap:anywhere;padding:2px 10px"
        );
        let mut html = Markup::new();
        html.open("div", &[("class", "percept-check"), ("style", &style)]);
        html.open_inline("div", &[]);
        html.text("strong", &[], self.verdict());
        html.text("code", &[], &self.condition);
        html.close("div");
        if let Some(hint) = self.shown_hint() {
            html.text("div", &[], hint);
        }
        html.close("div");
        MimeBundle::words(html.finish(), self.to_string())
    }

    /// Shows it as the output of a notebook cell.
    pub fn evcxr_display(&self) {
        self.mime_bundle().print();
    }

    fn verdict(&self) -> &'static str {
        if self.holds { "✓ Right:" } else { "✗ Not yet:" }
    }

    fn shown_hint(&self) -> Option<&str> {
        (!self.holds && !self.hint.is_empty()).then_some(self.hint.as_str())
    }

    fn end_process(&self) -> ! {
        // nothing more can be done for a reader who closed the stream
        let _ = io::stdout().flush();
        let _ =
            writeln!(io::stderr(), "{self}This ends the process, since {VARIABLE} is `strict`.");
        std::process::exit(1)
    }
}

impl Show for Check {
    fn mime_bundle(&self) -> MimeBundle {
        self.mime_bundle()
    }
}

/// The verdict, the condition, and the hint where it does not hold.
impl fmt::Display for Check {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        control_words::write(f, format_args!("{} {}\n", self.verdict(), self.condition))?;
        match self.shown_hint() {
            Some(hint) => control_words::write(f, format_args!("{hint}\n")),
            None => Ok(()),
        }
    }
}

impl fmt::Debug for Check {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        crate::debug::write(
            f,
            format_args!("Check({})", if self.holds { "holds" } else { "does not hold" }),
        )
    }
}

fn join(problem: &str, hint: &str) -> String {
    let separator = if hint.is_empty() { "" } else { " " };
    format!("It could not be worked out: {problem}.{separator}{hint}")
}

/// The words on one line, cut if there are too many.
fn one_line(text: &str) -> String {
    let mut line = String::new();
    for word in text.split_whitespace() {
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    let mut cut: String = line
        .chars()
        .map(|c| if c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}') { ' ' } else { c })
        .take(MAX_WORDS)
        .collect();
    if cut.len() < line.len() && cut.chars().count() == MAX_WORDS {
        cut.push('…');
    }
    cut
}

/// Whether two numbers are at most `tolerance` apart.
///
/// NaN is close to nothing, infinity only to itself.
///
/// # Examples
///
/// ```
/// use percept::close;
///
/// assert!(close(0.1 + 0.2, 0.3, 1e-12));
/// assert!(!close(0.31, 0.3, 0.001));
/// ```
#[must_use]
pub fn close(a: f64, b: f64, tolerance: f64) -> bool {
    a == b || (a - b).abs() <= tolerance
}

/// A [`Check`] that a condition holds: a tick, or a cross with a hint.
///
/// The condition may use `?`; where it fails with an error or panics, the check
/// does not hold and says so. [`close`](crate::close) compares numbers that need not be
/// equal to the last digit.
///
/// With `PERCEPT_CHECK=strict` in the environment, a check that does not hold
/// says so on standard error and ends the process, so that a notebook that is
/// run by a machine fails.
///
/// # Examples
///
/// ```
/// use percept::{Perceptron, check};
///
/// let and = Perceptron::by_hand([("a", 1.0), ("b", 1.0)], 0.5)?;
/// let check = check!(
///     and.predict([[1, 0]])?[[0, 0]] == 0.0,
///     "One input alone is not enough: is the threshold above each weight?"
/// );
/// assert!(!check.holds());
/// assert_eq!(
///     check.to_string(),
///     "✗ Not yet: and.predict([[1, 0]])?[[0, 0]] == 0.0\n\
///      One input alone is not enough: is the threshold above each weight?\n"
/// );
/// # Ok::<(), percept::Error>(())
/// ```
#[macro_export]
macro_rules! check {
    ($condition:expr $(,)?) => {
        $crate::check!($condition, "")
    };
    ($condition:expr, $hint:expr $(,)?) => {
        $crate::Check::of(
            || ::std::result::Result::Ok($condition),
            ::std::stringify!($condition),
            ::std::convert::AsRef::<str>::as_ref(&$hint),
        )
    };
}
