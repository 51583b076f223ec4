//! Several values in one output, and checks.

use std::process::{Command, Output};

use percept::{Check, Delta, Page, Perceptron, Show, check, close, page, toy};

use crate::{buyer, points, trained};

const SMALL: [f64; 4] = [0.8, 0.3, 0.9, 0.6];
const BIG: [f64; 4] = [0.1, 0.2, 0.9, 1.0];

#[test]
fn a_page_holds_every_kind_of_value() {
    let (perceptron, history) = trained();
    let (small, big) = (buyer().decide(SMALL).unwrap(), buyer().decide(BIG).unwrap());
    let all = buyer().decide_all([("small", SMALL), ("big", BIG)]).unwrap();
    let boundary = perceptron.boundary(&points()).unwrap();
    let explorer = buyer().explore(SMALL).unwrap();
    let playground = perceptron.playground(&points()).unwrap();
    let inner = page!["## Inside", &boundary];
    let written = String::from("Written *before*.");
    let page = page![
        "# Two cars",
        [&small, &big],
        points(),
        [&perceptron, &history, "text beside"],
        &all,
        explorer,
        &playground,
        history.chart(),
        inner,
        &written,
        check!(small.is_yes()),
    ];
    assert_eq!(format!("{page:?}"), "Page(14 values in 11 rows)");
    let bundle = page.mime_bundle();
    for shown in [
        small.chart().mime_bundle(),
        big.chart().mime_bundle(),
        points().chart().mime_bundle(),
        history.chart().mime_bundle(),
        boundary.chart().mime_bundle(),
        explorer.mime_bundle(),
        playground.mime_bundle(),
    ] {
        assert!(bundle.html().contains(shown.html()), "{:.200}", shown.plain());
        assert!(bundle.plain().contains(shown.plain()), "{:.200}", shown.plain());
    }
    assert!(bundle.html().contains("<h1>Two cars</h1>"));
    assert!(bundle.html().contains("<p>Written <em>before</em>.</p>"));
    assert!(bundle.plain().starts_with("# Two cars\n\nDecision: yes\n"), "{}", bundle.plain());
    assert_eq!(bundle.plotly(), "", "an output can hold one live figure only");
    assert_eq!(bundle.plain(), page.to_string());
}

/// Leaves saved pages for the browser tests to open.
#[test]
fn pages_are_saved_for_the_browser() {
    let folder = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("saved");
    std::fs::create_dir_all(&folder).unwrap();
    let (perceptron, history) = trained();
    let replay = history.replay(&points()).unwrap();
    let explorer = perceptron.explore_with(&points(), [1.0, 1.0]).unwrap();
    replay.save_html(folder.join("replay.html")).unwrap();
    explorer.save_html(folder.join("explorer.html")).unwrap();
    points().save_html(folder.join("points.html")).unwrap();
    history.ledger(&points()).unwrap().save_html(folder.join("ledger.html")).unwrap();
    let iris = toy::iris().unwrap();
    let season = Perceptron::new(iris.ranges(), 3).unwrap().train(&iris, Delta::new().epochs(5));
    let over = season.unwrap().replay(&iris).unwrap().over(["petal length", "petal width"]);
    over.unwrap().save_html(folder.join("over.html")).unwrap();
    #[cfg(feature = "networks")]
    {
        let xor = toy::xor().unwrap();
        let network = percept::FeedForward::new(xor.ranges(), [2, 1]).unwrap().seed(1);
        network.playground(&xor).unwrap().save_html(folder.join("network.html")).unwrap();
    }
    let small = buyer().decide(SMALL).unwrap();
    let page = page![
        "# Two cars\n\nWith [a link](https://example.org) and `code`.",
        [&small, &buyer().decide(BIG).unwrap()],
        [&replay, &explorer],
        &history,
        check!(small.is_yes()),
        check!(!small.is_yes(), "Look at the margin."),
    ];
    page.save_html(folder.join("page.html")).unwrap();
}

#[test]
fn the_macro_is_the_builder() {
    let (small, big) = (buyer().decide(SMALL).unwrap(), buyer().decide(BIG).unwrap());
    let built = Page::new().text("# Two cars").row(&[&small, &big]).show(&buyer());
    assert!(built == page!["# Two cars", [&small, &big], &buyer()]);
    assert!(built == page!["# Two cars", [small, big,], buyer(),]);
    assert!(page![] == Page::new());
}

#[test]
fn the_prelude_is_enough_for_a_notebook() {
    use percept::prelude::*;
    let neuron = Perceptron::by_hand([("a", 1.0)], 0.5).unwrap();
    let explorer: Explorer = neuron.explore([1.0]).unwrap();
    let page: Page = page!["text", &explorer, check!(close(neuron.threshold()?, 0.5, 1e-9))];
    assert!(page.to_string().contains("✓ Right: close(neuron.threshold()?, 0.5, 1e-9)"));
}

#[test]
fn rows_stand_side_by_side() {
    let decision = buyer().decide(SMALL).unwrap();
    let rows = |page: Page| page.mime_bundle().html().matches("percept-page-row").count();
    assert_eq!(rows(page![&decision, &decision]), 0);
    assert_eq!(rows(page![[&decision, &decision], &decision, [&decision, "why"]]), 2);
}

#[test]
fn a_page_is_not_too_large_and_says_so() {
    let data = crate::figures::spread(1000);
    let mut page = Page::new().text("Many");
    for _ in 0..60 {
        page = page.row(&[&data, &data]);
    }
    let bundle = page.mime_bundle();
    assert!(bundle.html().len() < 2_100_000, "{bundle:?}");
    let shown = bundle.html().matches("<figure").count();
    assert!(shown > 10 && shown < 120, "{shown}");
    let note = format!("{} more values left out: a page holds 2 MB.", 120 - shown);
    assert!(bundle.html().contains(&note) && bundle.plain().ends_with(&format!("{note}\n")));
}

#[test]
fn a_page_can_be_saved() {
    let path = std::env::temp_dir().join(format!("percept-page-{}.html", std::process::id()));
    page!["# One & two", &points()].save_html(&path).unwrap();
    let saved = std::fs::read_to_string(&path).unwrap();
    std::fs::remove_file(&path).unwrap();
    assert!(saved.contains("<title>One &#38; two</title>"), "{saved:.400}");
    assert!(saved.contains(points().chart().mime_bundle().html()));
}

#[test]
fn text_on_a_page_is_markdown_without_html() {
    let html = "a <b onclick=x>b</b> [c](javascript:d)".mime_bundle();
    let said = "<p>a &#60;b onclick=x&#62;b&#60;/b&#62; [c](javascript:d)</p>";
    assert!(html.html().contains(said), "{}", html.html());
    assert_eq!("a\n\nb\n".mime_bundle().plain(), "a\n\nb\n");
}

#[test]
fn a_check_shows_a_tick_or_a_cross_with_its_hint() {
    let decision = buyer().decide(SMALL).unwrap();
    let right = check!(decision.is_yes(), "never seen");
    assert!(right.holds());
    assert_eq!(right.to_string(), "✓ Right: decision.is_yes()\n");
    let wrong = check!(decision.margin() > 0.3, format!("the margin is {:.2}", 0.29));
    assert!(!wrong.holds());
    assert_eq!(wrong.to_string(), "✗ Not yet: decision.margin() > 0.3\nthe margin is 0.29\n");
    assert_eq!(
        (wrong.condition(), wrong.hint()),
        ("decision.margin() > 0.3", "the margin is 0.29")
    );
    let html = wrong.mime_bundle();
    assert!(html.html().contains("<code>decision.margin() &#62; 0.3</code>"), "{}", html.html());
    assert!(html.html().contains("<div>the margin is 0.29</div>"));
    assert!(!right.mime_bundle().html().contains("never seen"));
    assert_eq!(format!("{right:?} {wrong:?}"), "Check(holds) Check(does not hold)");
}

#[test]
fn a_check_that_fails_with_an_error_says_why() {
    let check = check!(buyer().decide([1.0])?.is_yes(), "Four inputs, please.");
    assert!(!check.holds());
    let words = "It could not be worked out: sample: expected 4 values";
    assert!(check.hint().starts_with(words), "{}", check.hint());
    assert!(check.hint().ends_with(" Four inputs, please."), "{}", check.hint());
    let other = check!("7x".parse::<i32>()? == 7);
    assert!(!other.holds() && other.hint().contains("invalid digit"), "{}", other.hint());
    let panics = check!([1, 2][points().n_samples()] == 2);
    assert!(!panics.holds() && panics.hint().contains("it panicked"), "{}", panics.hint());
}

#[test]
fn close_numbers_pass() {
    let (_, history) = trained();
    assert!(check!(close(history.errors()[0], 0.5, 1.0)).holds());
    assert!(close(0.1 + 0.2, 0.3, 1e-15) && !close(0.1 + 0.2, 0.3, 0.0));
    assert!(close(f64::INFINITY, f64::INFINITY, 0.0));
    assert!(!close(f64::NAN, f64::NAN, f64::INFINITY));
    assert!(!close(f64::INFINITY, f64::NEG_INFINITY, 1e308));
}

#[test]
fn long_conditions_are_cut() {
    let check = check!("x".repeat(10_000) == "x", "y\n\u{0}".repeat(10_000));
    assert_eq!(check.condition(), "\"x\".repeat(10_000) == \"x\"");
    assert_eq!(check.hint().chars().count(), 301);
    assert_eq!(check.to_string().lines().count(), 2);
}

/// Runs one test of this file alone, as a process of its own.
fn child(test: &str, variables: &[(&str, &str)]) -> Output {
    Command::new(std::env::current_exe().unwrap())
        .args(["--exact", test, "--nocapture", "--test-threads=1"])
        .env_remove("PERCEPT_CHECK")
        .envs(variables.iter().copied())
        .output()
        .unwrap()
}

#[test]
fn a_strict_check_ends_the_process() {
    const CHILD: &str = "PERCEPT_TEST_CHECKS";
    if let Ok(case) = std::env::var(CHILD) {
        print!("before; ");
        let passed: Check = check!(1 + 1 == 2);
        passed.evcxr_display();
        let _ = match case.as_str() {
            "false" => check!(1 + 1 == 3, "Count again."),
            "error" => check!("7x".parse::<i32>()? == 7, "Only digits."),
            _ => check!([1, 2][points().n_samples()] == 2),
        };
        println!("after");
        return;
    }
    let name = "page::a_strict_check_ends_the_process";
    for (case, words) in [
        ("false", "✗ Not yet: 1 + 1 == 3\nCount again.\n"),
        ("error", "Only digits."),
        ("panic", "it panicked"),
    ] {
        for strict in [&[][..], &[("PERCEPT_CHECK", "")], &[("PERCEPT_CHECK", "no")]] {
            let output = child(name, &[strict, &[(CHILD, case)]].concat());
            assert!(output.status.success(), "{case}: {output:?}");
            assert!(String::from_utf8_lossy(&output.stdout).contains("after"));
        }
        let output = child(name, &[("PERCEPT_CHECK", "strict"), (CHILD, case)]);
        assert_eq!(output.status.code(), Some(1), "{case}: {output:?}");
        let (out, err) = (
            String::from_utf8_lossy(&output.stdout).into_owned(),
            String::from_utf8_lossy(&output.stderr).into_owned(),
        );
        assert!(out.contains("before") && out.contains("✓ Right: 1 + 1 == 2"), "{out}");
        assert!(!out.contains("after"), "{out}");
        assert!(err.contains(words), "{err}");
        assert!(
            err.ends_with("This ends the process, since PERCEPT_CHECK is `strict`.\n"),
            "{err}"
        );
    }
}
