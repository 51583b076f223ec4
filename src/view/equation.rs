use std::fmt::Write;

use crate::chart::{label, short};

/// Terms that an equation spells out before it says how many follow.
const TERMS: usize = 6;

/// `0.9·price + 0.5·transport - 0.2·skill`.
pub(crate) fn sum_of_products(weights: &[f64], names: &[String]) -> String {
    let mut text = String::new();
    for (i, &weight) in weights.iter().enumerate().take(TERMS) {
        push_term(&mut text, weight, &format!("·{}", label(&names[i])));
    }
    push_rest(&mut text, weights.len());
    text
}

/// `0.9 × 0.8 + 0.5 × 0.3`.
pub(crate) fn spelled_out(weights: &[f64], inputs: &[f64]) -> String {
    let mut text = String::new();
    for (i, &weight) in weights.iter().enumerate().take(TERMS) {
        let input = inputs[i];
        let input = if input < 0.0 { format!("({})", short(input)) } else { short(input) };
        push_term(&mut text, weight, &format!(" × {input}"));
    }
    push_rest(&mut text, weights.len());
    text
}

fn push_term(text: &mut String, weight: f64, factor: &str) {
    let (sign, size) = if weight < 0.0 { ("-", -weight) } else { ("+", weight) };
    text.push_str(match (text.is_empty(), sign) {
        (true, "+") => "",
        (true, _) => "-",
        (false, "+") => " + ",
        (false, _) => " - ",
    });
    text.push_str(&short(size));
    text.push_str(factor);
}

fn push_rest(text: &mut String, n: usize) {
    if n > TERMS {
        let _ = write!(text, " + … ({} more terms)", n - TERMS);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_stand_between_the_terms() {
        let names = ["a".to_owned(), "b".to_owned(), "c".to_owned()];
        assert_eq!(sum_of_products(&[-0.5, 2.0, -1.0], &names), "-0.5·a + 2·b - 1·c");
        assert_eq!(spelled_out(&[0.9, -0.5], &[0.8, -0.3]), "0.9 × 0.8 - 0.5 × (-0.3)");
    }

    #[test]
    fn long_sums_say_how_many_terms_follow() {
        let text = spelled_out(&[1.0; 9], &[1.0; 9]);
        assert!(text.ends_with("+ … (3 more terms)"), "{text}");
    }
}
