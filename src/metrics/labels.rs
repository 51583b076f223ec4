//! Two lists of labels in the same form, to be compared.

use crate::data::{listed, position};
use crate::error::{Error, Result, shown};
use crate::lists::mapped;

/// Classes that two lists may have.
const MAX_CLASSES: usize = 256;

/// Up to here, numbers that differ are different as `f64` too.
const LARGEST: f64 = 9_007_199_254_740_992.0;

/// The labels of both lists such that those that mean the same are the same;
/// refuses lists that cannot be of the same classes.
pub(super) fn in_one_writing(
    actual: Vec<String>,
    predicted: Vec<String>,
) -> Result<(Vec<String>, Vec<String>)> {
    // said of where they are counted
    if actual.is_empty() || predicted.is_empty() {
        return Ok((actual, predicted));
    }
    let (own, other) = (distinct(&actual)?, distinct(&predicted)?);
    let first = [actual[0].clone(), predicted[0].clone()];
    let pair = Pair {
        first,
        own: own.iter().map(|label| (*label).clone()).collect(),
        other: other.iter().map(|label| (*label).clone()).collect(),
    };
    let [new_own, new_other] = pair.agreed()?;
    let renamed = |labels: &[String], old: &[String], new: &[String]| -> Result<Vec<String>> {
        let mut renamed = Vec::with_capacity(labels.len());
        for code in codes_of(labels, old)? {
            renamed.push(new[code].clone());
        }
        Ok(renamed)
    };
    Ok((renamed(&actual, &pair.own, &new_own)?, renamed(&predicted, &pair.other, &new_other)?))
}

/// The number of each label among classes that are sorted as text.
pub(super) fn codes_of(labels: &[String], classes: &[String]) -> Result<Vec<usize>> {
    let mut codes = Vec::with_capacity(labels.len());
    for label in labels {
        let place = classes.binary_search(label);
        codes.push(place.or_else(|_| position("class", classes, label))?);
    }
    Ok(codes)
}

/// The labels that occur, sorted; refuses too many.
pub(super) fn distinct<'a>(
    labels: impl IntoIterator<Item = &'a String>,
) -> Result<Vec<&'a String>> {
    let mut distinct: Vec<&String> = Vec::new();
    for label in labels {
        if let Err(place) = distinct.binary_search(&label) {
            distinct.insert(place, label);
        }
        if distinct.len() > MAX_CLASSES {
            return Err(Error::Parameter {
                name: "labels".to_owned(),
                expected: "at most 256 different classes (for numbers see `Regression::of`)",
                found: "more".to_owned(),
            });
        }
    }
    Ok(distinct)
}

/// What all labels of a list are.
#[derive(Clone, Copy, PartialEq)]
enum Kind {
    Truth,
    Numbers,
    /// None of them is a number or a truth value.
    Names,
    Mixed,
}

impl Kind {
    fn of(labels: &[String]) -> Self {
        let (mut truths, mut numbers) = (0, 0);
        for label in labels {
            truths += usize::from(truth(label).is_some());
            numbers += usize::from(number(label).is_some());
        }
        match labels.len() {
            n if truths == n => Self::Truth,
            n if numbers == n => Self::Numbers,
            _ if truths + numbers == 0 => Self::Names,
            _ => Self::Mixed,
        }
    }

    fn noun(self) -> &'static str {
        match self {
            Self::Truth => "truth values",
            Self::Numbers => "numbers",
            Self::Names => "names",
            Self::Mixed => "labels",
        }
    }
}

/// The labels that occur in the actual and in the predicted list.
struct Pair {
    own: Vec<String>,
    other: Vec<String>,
    /// The first label of each list.
    first: [String; 2],
}

impl Pair {
    /// The same labels in one way of writing, in their order.
    fn agreed(&self) -> Result<[Vec<String>; 2]> {
        let (mut own, mut other) = (self.own.clone(), self.other.clone());
        let kinds = [Kind::of(&own), Kind::of(&other)];
        match kinds {
            [Kind::Truth, Kind::Numbers] => self.count_truths(&mut own, &other)?,
            [Kind::Numbers, Kind::Truth] => self.count_truths(&mut other, &own)?,
            [Kind::Numbers, Kind::Numbers] => self.same_signs(&own, &mut other)?,
            [Kind::Names, Kind::Numbers | Kind::Truth]
            | [Kind::Numbers | Kind::Truth, Kind::Names] => return self.kinds_differ(kinds),
            _ => {}
        }
        self.join(&own, &mut other)?;
        self.check(kinds, &own, &other)?;
        Ok([own, other])
    }

    /// `true` is 1, `false` is 0; or -1, where that is among the numbers.
    fn count_truths(&self, truths: &mut [String], numbers: &[String]) -> Result<()> {
        let has = |wanted: f64| numbers.iter().any(|label| number(label) == Some(wanted));
        let low = if has(-1.0) { -1.0 } else { 0.0 };
        let fits = |label: &String| number(label).is_some_and(|n| n == 1.0 || n == low);
        if !numbers.iter().all(fits) {
            return self.refuse("truth values are the numbers 0 and 1, or -1 and 1");
        }
        for label in truths {
            *label = if truth(label) == Some(true) { "1".to_owned() } else { low.to_string() };
        }
        Ok(())
    }

    /// 0 and 1 in one list are -1 and 1 in the other.
    fn same_signs(&self, own: &[String], other: &mut [String]) -> Result<()> {
        let has = |labels: &[String], n: f64| labels.iter().any(|label| number(label) == Some(n));
        let within = |labels: &[String], low: f64| {
            has(labels, low)
                && labels.iter().all(|label| number(label).is_some_and(|n| n == low || n == 1.0))
        };
        let ends = match [within(own, -1.0), within(other, -1.0)] {
            [true, false] if within(other, 0.0) => [0.0, -1.0],
            [false, true] if within(own, 0.0) => [-1.0, 0.0],
            _ => return Ok(()),
        };
        if !has(own, 1.0) || !has(other, 1.0) {
            return self.refuse("-1 stands in one list and 0 in the other: write both alike");
        }
        for label in other {
            if number(label) == Some(ends[0]) {
                *label = ends[1].to_string();
            }
        }
        Ok(())
    }

    /// Writes the others as the own ones that mean the same.
    fn join(&self, own: &[String], other: &mut [String]) -> Result<()> {
        let keys: Vec<String> = mapped(own, &|label| key(label));
        let others: Vec<String> = mapped(other, &|label| key(label));
        for (i, label) in other.iter_mut().enumerate() {
            if own.contains(label) {
                continue;
            }
            let mut same = (0..own.len()).filter(|at| keys[*at] == others[i]);
            let Some(first) = same.next() else { continue };
            let twice = others.iter().filter(|key| **key == others[i]).count() > 1;
            if twice || same.next().is_some() {
                return self.refuse("some labels are the same but for the way of writing");
            }
            label.clone_from(&own[first]);
        }
        Ok(())
    }

    /// Refuses what cannot be of the same classes.
    fn check(&self, kinds: [Kind; 2], own: &[String], other: &[String]) -> Result<()> {
        let shared = other.iter().filter(|label| own.contains(label)).count();
        let numeric = |kind| matches!(kind, Kind::Truth | Kind::Numbers);
        let alike = kinds[0] == kinds[1] || kinds.iter().all(|kind| numeric(*kind));
        if !alike && shared < own.len().min(other.len()) {
            return self.refuse("one list mixes names and numbers: write both alike");
        }
        if shared > 0 {
            return Ok(());
        }
        let folded: Vec<String> = mapped(own, &|label| label.to_lowercase());
        if other.iter().all(|label| folded.contains(&label.to_lowercase())) {
            return self.refuse("they differ by capital letters: write both alike");
        }
        if own.len() > 1 && other.len() > 1 {
            return self.refuse("no label is in both lists: they are of other classes");
        }
        Ok(())
    }

    fn refuse<T>(&self, why: &str) -> Result<T> {
        Err(Error::Shape {
            what: "predicted",
            expected: format!(
                "labels of the same classes as the actual ones ({})",
                listed(&self.own)
            ),
            found: format!("{}; {why}", listed(&self.other)),
        })
    }

    /// Refuses names on one side and numbers or truth values on the other.
    fn kinds_differ<T>(&self, kinds: [Kind; 2]) -> Result<T> {
        let word = |i: usize| format!("{} such as {}", kinds[i].noun(), shown(&self.first[i]));
        Err(Error::Shape {
            what: "predicted",
            expected: format!("labels of the same kind as the actual ones ({})", word(0)),
            found: format!(
                "{}; give both as names (`predict_labels`) or both as class numbers",
                word(1)
            ),
        })
    }
}

fn truth(label: &str) -> Option<bool> {
    match label.trim() {
        "true" | "True" | "TRUE" => Some(true),
        "false" | "False" | "FALSE" => Some(false),
        _ => None,
    }
}

fn number(label: &str) -> Option<f64> {
    label.trim().parse().ok().filter(|number: &f64| number.is_finite())
}

/// The same for labels that mean the same.
fn key(label: &str) -> String {
    if let Some(truth) = truth(label) {
        return truth.to_string();
    }
    match number(label) {
        // 0 has no sign
        Some(number) if number.abs() < LARGEST => (number + 0.0).to_string(),
        _ => label.trim().to_owned(),
    }
}
