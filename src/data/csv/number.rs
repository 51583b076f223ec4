//! A cell as a number.

/// A number, or a truth value as 0 and 1.
pub(super) fn number(cell: &str, decimal_comma: bool) -> Option<f64> {
    match cell {
        "true" | "True" | "TRUE" => Some(1.0),
        "false" | "False" | "FALSE" => Some(0.0),
        _ if !decimal_comma => cell.parse().ok(),
        _ if cell.contains('.') => None,
        _ => cell.replace(',', ".").parse().ok(),
    }
}
