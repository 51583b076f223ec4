//! Scripts without what browsers do not need.

/// A script without indentation and comments, which every output would carry.
pub(super) fn compact(script: &str) -> String {
    let mut compact = String::with_capacity(script.len());
    for line in script.lines() {
        let line = line.trim_start();
        if !line.is_empty() && !line.starts_with("//") {
            compact.push_str(line);
            compact.push('\n');
        }
    }
    compact
}
