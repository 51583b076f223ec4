//! The pages for those who come from another library: every name of theirs in
//! a table leads, in the search of the documentation, to what the row says. And
//! the links of all pages lead somewhere, outside of that documentation too.

use std::fs;
use std::path::Path;

fn read(file: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(file)).unwrap()
}

/// All sources.
fn sources(folder: &Path, text: &mut String) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, text);
        } else if path.extension().is_some_and(|end| end == "rs") {
            text.push_str(&fs::read_to_string(&path).unwrap());
        }
    }
}

/// What stands in back-ticks.
fn codes(cell: &str) -> Vec<&str> {
    cell.split('`').skip(1).step_by(2).collect()
}

/// `net.layers[0].np['w']` is looked for as `np`, `net.sim(input)` as `sim`.
fn searched(name: &str) -> &str {
    let name = name.split(['(', '=']).next().unwrap();
    let name = name.strip_suffix(']').map_or(name, |open| {
        let (before, key) = open.rsplit_once('[').unwrap();
        let key = key.trim_matches('\'');
        if key.len() > 1 { key } else { before }
    });
    name.rsplit('.').next().unwrap()
}

/// The first two cells of every row of the tables of a page.
fn rows(page: &str) -> Vec<(String, String)> {
    let mut rows = Vec::new();
    for line in page.lines() {
        let cells: Vec<&str> = line.split('|').map(str::trim).collect();
        if let ["", theirs, ours, _, ""] = cells[..]
            && !codes(theirs).is_empty()
        {
            rows.push((theirs.to_owned(), ours.to_owned()));
        }
    }
    rows
}

/// The names of another library that the sources do not know: neither as an
/// alias nor as the name of the item itself. Rows that say `none` claim nothing.
fn unknown(page: &str) -> Vec<String> {
    let mut text = String::new();
    sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut text);
    let mut unknown = Vec::new();
    for (theirs, ours) in rows(page) {
        if ours.starts_with("none") {
            continue;
        }
        for name in codes(&theirs).into_iter().map(searched) {
            let is_alias = text.contains(&format!("#[doc(alias = \"{name}\")]"));
            let is_own = codes(&ours).iter().any(|item| item.rsplit(':').next() == Some(name));
            if !is_alias && !is_own {
                unknown.push(format!("{name} -> {ours}"));
            }
        }
    }
    unknown
}

#[test]
fn every_name_of_neurolab_can_be_searched_for() {
    let page = read("docs/coming_from_neurolab.md");
    assert!(rows(&page).len() > 90);
    assert_eq!(unknown(&page), [""; 0]);
}

#[test]
fn every_name_of_scikit_learn_can_be_searched_for() {
    let page = read("docs/coming_from_scikit_learn.md");
    assert!(rows(&page).len() > 50);
    assert_eq!(unknown(&page), [""; 0]);
}

#[test]
fn what_neurolab_exports_is_in_the_table() {
    let page = read("docs/coming_from_neurolab.md");
    let exported = "newp newff newelm newc newlvq newhop newhem newgrnn newpnn \
        train_delta train_gd train_gdm train_gda train_gdx train_rprop train_bfgs train_cg \
        train_ncg train_wta train_cwta train_lvq trainer \
        SSE MSE SAE MAE CEE \
        TanSig PureLin LogSig HardLim HardLims Competitive SoftMax SatLin SatLins SatLinPrm RadBas \
        initnw initwb_reg initwb_lin midpoint init_zeros init_rand InitRand \
        minmax Norm load np_size np_get np_set ff_grad ff_grad_step reg_norms reg_error reg_grad \
        sim train init reset save copy ci co layers errorf trainf \
        epochs goal show lr adapt rr mc lr_inc lr_dec max_perf_inc rate_dec rate_inc rate_min \
        rate_max max_init max_iter delta";
    let mut named = Vec::new();
    for (theirs, _) in rows(&page) {
        for name in codes(&theirs) {
            named.push(searched(name).to_owned());
        }
    }
    for name in exported.split_whitespace() {
        assert!(named.iter().any(|known| known == name), "{name}");
    }
}

#[test]
fn names_are_looked_for_without_what_surrounds_them() {
    let names = ["nl.net.newp", "net.train(input, target)", "net.layers[0].np['w']", "np['b']"];
    assert_eq!(names.map(searched), ["newp", "train", "np", "np"]);
    assert_eq!(searched("net.layers[0].np['conscience']"), "conscience");
    assert_eq!(searched("learning_rate='adaptive'"), "learning_rate");
    assert_eq!(codes("`a`, `b`"), ["a", "b"]);
}

/// The pages that are read as they are, and the folder of each.
fn pages() -> Vec<(&'static str, String, String)> {
    let mut pages = Vec::new();
    for folder in ["", "docs"] {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        for entry in fs::read_dir(root.join(folder)).unwrap() {
            let name = entry.unwrap().file_name().into_string().unwrap();
            if Path::new(&name).extension().is_some_and(|end| end == "md") {
                let text = fs::read_to_string(root.join(folder).join(&name)).unwrap();
                pages.push((folder, name, text));
            }
        }
    }
    pages
}

/// What the links of a page lead to: in brackets, or in a definition below.
fn links(page: &str) -> Vec<&str> {
    let mut links = Vec::new();
    for part in page.split("](").skip(1) {
        links.extend(part.split(')').next());
    }
    links.extend(definitions(page).into_iter().map(|(_, target)| target));
    links
}

/// Label and target of the definitions, as in "[`Adam`]: ../src/train/trainers/adam.rs".
fn definitions(page: &str) -> Vec<(&str, &str)> {
    page.lines().filter(|line| line.starts_with("[`")).filter_map(|l| l.split_once("]: ")).collect()
}

#[test]
fn every_link_leads_to_a_file_that_is_there() {
    let mut looked_at = 0;
    for (folder, name, text) in pages() {
        for link in links(&text).into_iter().filter(|link| !link.starts_with("https://")) {
            let path = link.split('#').next().unwrap();
            let place = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder).join(path);
            assert!(place.exists(), "{folder}/{name}: {link}");
            looked_at += 1;
        }
    }
    assert!(looked_at > 200, "{looked_at}");
}

/// Else rustdoc would take the way to a source for the way to an item.
#[test]
fn what_leads_to_a_source_leads_to_an_item_in_the_documentation() {
    let items = read("src/guide/items.md");
    let items = definitions(&items);
    for (label, target) in &items {
        let path = label.trim_matches(['[', '`']);
        assert_eq!(*target, format!("crate::{path}"));
    }
    let pages = pages();
    let mut used: Vec<&str> = Vec::new();
    for (_, _, text) in &pages {
        used.extend(definitions(text).into_iter().map(|(label, _)| label));
    }
    used.sort_unstable();
    used.dedup();
    let mut known: Vec<&str> = items.iter().map(|(label, _)| *label).collect();
    known.sort_unstable();
    assert_eq!(used, known);
}

/// A file or folder that a page for those who change the code sends them to.
fn is_there(name: &str) -> bool {
    let folders = ["", "src", "src/data", "src/network", "src/train", "src/persist", "src/chart"];
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    folders.iter().any(|folder| root.join(folder).join(name).exists())
}

#[test]
fn every_file_that_a_change_is_sent_to_is_there() {
    let mut looked_at = 0;
    for page in ["docs/architecture.md", "CONTRIBUTING.md"] {
        for name in codes(&read(page)) {
            let is_file = [".rs", ".js", ".py", "/"].iter().any(|end| name.ends_with(end));
            if is_file && !name.contains([' ', '*']) {
                assert!(is_there(name), "{page}: {name}");
                looked_at += 1;
            }
        }
    }
    assert!(looked_at > 40, "{looked_at}");
}

/// Names in brackets that no definition leads on from are shown with their brackets.
#[test]
fn no_name_in_brackets_leads_nowhere() {
    for (folder, name, text) in pages() {
        if folder != "docs" {
            continue;
        }
        let defined: Vec<&str> = definitions(&text).into_iter().map(|(label, _)| label).collect();
        for part in text.split("[`").skip(1) {
            let (label, rest) = part.split_once("`]").unwrap();
            // nothing between them: the words of the link that comes next
            let is_link = rest.is_empty() || rest.starts_with('(');
            let is_link = is_link || defined.contains(&&*format!("[`{label}`"));
            assert!(is_link, "{name}: {label}");
        }
    }
}
