//! How far a misspelt name is from a known one.

/// Levenshtein's distance: the least number of letters to insert, delete or
/// replace until one text is the other.
///
/// Own code: a crate of its own takes more of the first `:dep` than these lines.
pub(crate) fn edit_distance(from: &str, to: &str) -> usize {
    let to: Vec<char> = to.chars().collect();
    // the distances of the letters so far to each beginning of `to`
    let mut row: Vec<usize> = (0..=to.len()).collect();
    for (i, letter) in from.chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, other) in to.iter().enumerate() {
            let replaced = diagonal + usize::from(letter != *other);
            diagonal = row[j + 1];
            row[j + 1] = replaced.min(diagonal + 1).min(row[j] + 1);
        }
    }
    row[to.len()]
}

#[cfg(test)]
mod tests {
    use super::edit_distance;

    #[test]
    fn distances_are_those_of_the_literature() {
        for (from, to, distance) in [
            ("kitten", "sitting", 3),
            ("Saturday", "Sunday", 3),
            ("intention", "execution", 5),
            ("flaw", "lawn", 2),
            ("", "price", 5),
            ("price", "price", 0),
            ("größe", "grosse", 3),
        ] {
            assert_eq!(edit_distance(from, to), distance, "{from}, {to}");
            assert_eq!(edit_distance(to, from), distance, "{to}, {from}");
        }
    }
}
