use std::fmt::Write;

use crate::chart::{label, short};

/// Terms that an equation spells out before it says how many follow.
const TERMS: usize = 6;

/// `0.9·price + 0.5·transport - 0.2·skill`.
pub(crate) fn sum_of_products(weights: &[f64], names: &[String]) -> String {
    let terms =
        weights.iter().zip(names).map(|(&weight, name)| (weight, format!("·{}", label(name))));
    joined(terms, weights.len())
}

/// `0.9 × 0.8 + 0.5 × 0.3`.
pub(crate) fn spelled_out(pairs: &[(f64, f64)]) -> String {
    let terms = pairs.iter().map(|&(weight, input)| {
        let input = if input < 0.0 { format!("({})", short(input)) } else { short(input) };
        (weight, format!(" × {input}"))
    });
    joined(terms, pairs.len())
}

fn joined(terms: impl Iterator<Item = (f64, String)>, n: usize) -> String {
    let mut text = String::new();
    for (i, (factor, rest)) in terms.take(TERMS).enumerate() {
        let (sign, size) = if factor < 0.0 { ("-", -factor) } else { ("+", factor) };
        match (i, sign) {
            (0, "+") => {}
            (0, _) => text.push('-'),
            _ => {
                text.push(' ');
                text.push_str(sign);
                text.push(' ');
            }
        }
        text.push_str(&short(size));
        text.push_str(&rest);
    }
    if n > TERMS {
        let _ = write!(text, " + … ({} more terms)", n - TERMS);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_stand_between_the_terms() {
        let names = ["a".to_owned(), "b".to_owned(), "c".to_owned()];
        assert_eq!(sum_of_products(&[-0.5, 2.0, -1.0], &names), "-0.5·a + 2·b - 1·c");
        assert_eq!(spelled_out(&[(0.9, 0.8), (-0.5, -0.3)]), "0.9 × 0.8 - 0.5 × (-0.3)");
    }

    #[test]
    fn long_sums_say_how_many_terms_follow() {
        let text = spelled_out(&[(1.0, 1.0); 9]);
        assert!(text.ends_with("+ … (3 more terms)"), "{text}");
    }
}
