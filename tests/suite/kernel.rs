//! What another process hands to its kernel.

use std::io::{BufRead, BufReader, Write};
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};

use percept::{Comparison, Dataset, Delta, Scaler, Show, check, page};
#[cfg(feature = "networks")]
use percept::{Transfer, toy};

use crate::figures::{OPEN, figures};
use crate::{points, trained, untrained};

/// Runs one test of this file alone, as a process of its own, and gives what
/// it wrote to standard output.
fn output_of(test: &str, variable: &str) -> String {
    let output = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", test, "--nocapture", "--test-threads=1"])
        .env(variable, "1")
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

/// Shows figures, among them one whose data try to end the output, while
/// another thread prints.
fn show_while_another_thread_prints() {
    println!();
    let done = AtomicBool::new(false);
    let chatter = || {
        while !done.load(Ordering::Relaxed) {
            println!("chatter");
        }
    };
    std::thread::scope(|scope| {
        scope.spawn(chatter);
        for _ in 0..20 {
            std::thread::sleep(std::time::Duration::from_millis(2));
            let data = points().name_inputs(["\nEVCXR_END_CONTENT\n", "x2"]).unwrap();
            data.evcxr_display();
            trained().1.evcxr_display();
        }
        done.store(true, Ordering::Relaxed);
    });
}

/// The mime types and contents of the blocks in a kernel's output, and how
/// often other lines stand before a block that is not the first of a bundle.
fn blocks(output: &str) -> (Vec<(String, String)>, usize) {
    let (mut blocks, mut interruptions, mut since) = (Vec::new(), 0, 0);
    let mut lines = output.lines();
    while let Some(line) = lines.next() {
        let Some(mime) = line.strip_prefix("EVCXR_BEGIN_CONTENT ") else {
            since += 1;
            continue;
        };
        interruptions += usize::from(blocks.len() % 3 != 0 && since > 0);
        since = 0;
        let content: Vec<&str> = lines.by_ref().take_while(|l| *l != "EVCXR_END_CONTENT").collect();
        blocks.push((mime.to_owned(), content.join("\n")));
    }
    (blocks, interruptions)
}

/// Where an order came from a hash map, it would differ: each process has a
/// seed of its own.
#[test]
fn another_process_makes_the_same_bytes() {
    if std::env::var_os("PERCEPT_SHOW_ALL").is_some() {
        println!();
        for (_, chart) in figures() {
            chart.evcxr_display();
        }
        return;
    }
    let run = || {
        let test = "kernel::another_process_makes_the_same_bytes";
        blocks(&output_of(test, "PERCEPT_SHOW_ALL")).0
    };
    let first = run();
    assert_eq!(first.len(), 3 * figures().len() - OPEN.len());
    assert!(first == run());
}

#[test]
fn the_kernel_gets_three_blocks_that_nothing_interrupts() {
    const CHILD: &str = "PERCEPT_TEST_SHOWS_FIGURES";
    if std::env::var_os(CHILD).is_some() {
        return show_while_another_thread_prints();
    }
    let name = "kernel::the_kernel_gets_three_blocks_that_nothing_interrupts";
    let output = output_of(name, CHILD);
    assert!(output.matches("chatter").count() > 20, "the other thread was not heard");
    let (blocks, interruptions) = blocks(&output);
    assert_eq!((blocks.len(), interruptions), (2 * 20 * 3, 0));
    let bundle = trained().1.chart().mime_bundle();
    let forms = [
        ("application/vnd.plotly.v1+json", bundle.plotly()),
        ("text/html", bundle.html()),
        ("text/plain", bundle.plain()),
    ];
    for (i, (mime, content)) in blocks.iter().enumerate() {
        assert_eq!(mime, forms[i % 3].0);
        if i % 6 >= 3 {
            assert_eq!(content, forms[i % 3].1.trim_end());
        }
    }
}

#[test]
fn the_kernel_gets_what_its_own_crate_would_write() {
    const CHILD: &str = "PERCEPT_TEST_SHOWS_A_CURVE";
    const OURS: &str = "kernel::the_kernel_gets_what_its_own_crate_would_write";
    const THEIRS: &str = "kernel::a_curve_by_the_kernels_own_crate";
    if std::env::var_os(CHILD).is_some() {
        println!();
        return trained().1.evcxr_display();
    }
    let blocks_of = |test: &str| {
        let output = output_of(test, CHILD);
        let start = output.find("EVCXR_BEGIN_CONTENT").unwrap();
        let end = output.rfind("EVCXR_END_CONTENT").unwrap();
        output[start..end].to_owned()
    };
    let ours = blocks_of(OURS);
    assert_eq!(ours.matches("EVCXR_BEGIN_CONTENT").count(), 3);
    assert!(ours == blocks_of(THEIRS));
}

/// The other side of [`the_kernel_gets_what_its_own_crate_would_write`].
#[test]
fn a_curve_by_the_kernels_own_crate() {
    let bundle = trained().1.mime_bundle();
    println!();
    for (mime, content) in [
        ("application/vnd.plotly.v1+json", bundle.plotly()),
        ("text/html", bundle.html()),
        ("text/plain", bundle.plain()),
    ] {
        assert!(!content.is_empty());
        evcxr_runtime::mime_type(mime).text(content.trim_end());
    }
}

#[test]
fn progress_is_printed_line_by_line() {
    const CHILD: &str = "PERCEPT_TEST_TRAINS";
    if std::env::var_os(CHILD).is_some() {
        println!();
        let trainer = Delta::new().epochs(4).goal(0.0).show(2);
        untrained().train(&points(), trainer).unwrap();
        return;
    }
    let lines = "\nEpoch: 2; Error: 0.5;\nEpoch: 4; Error: 0.5;\n\
                 The maximum number of train epochs is reached\n";
    let output = output_of("kernel::progress_is_printed_line_by_line", CHILD);
    assert!(output.contains(lines), "{output}");
}

#[test]
fn a_figure_for_a_closed_output_does_not_panic() {
    const CHILD: &str = "PERCEPT_TEST_SHOWS_TO_NOBODY";
    if std::env::var_os(CHILD).is_some() {
        println!("\nready");
        std::io::stdin().read_line(&mut String::new()).unwrap();
        trained().1.evcxr_display();
        eprintln!("it went on");
        return;
    }
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "kernel::a_figure_for_a_closed_output_does_not_panic"])
        .args(["--nocapture", "--test-threads=1"])
        .env(CHILD, "1")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let lines = BufReader::new(child.stdout.take().unwrap()).lines();
    assert!(lines.map_while(Result::ok).any(|line| line == "ready"));
    // nobody reads what follows
    child.stdin.take().unwrap().write_all(b"\n").unwrap();
    let told = String::from_utf8(child.wait_with_output().unwrap().stderr).unwrap();
    assert!(told.contains("it went on"), "{told}");
}

/// What `Debug` says in the kernel of every type that shows itself, by its name.
fn said_in_debug() {
    let points = points();
    let buyer = crate::buyer();
    let (perceptron, history) = trained();
    let score = |_: &Dataset, _: &Dataset| Ok(0.5);
    let sample = [0.8, 0.3, 0.9, 0.6];
    println!();
    println!("Dataset: {points:?}");
    println!("Description: {:?}", points.describe());
    println!("Scaler: {:?}", Scaler::standard(&points).unwrap());
    println!("Perceptron: {buyer:?}");
    println!("Decision: {:?}", buyer.decide(sample).unwrap());
    println!("Decisions: {:?}", buyer.decide_all([("car", sample)]).unwrap());
    println!("Explorer: {:?}", buyer.explore(sample).unwrap());
    println!("History: {history:?}");
    println!("Boundary: {:?}", perceptron.boundary(&points).unwrap());
    println!("Replay: {:?}", history.replay(&points).unwrap());
    println!("Ledger: {:?}", history.ledger(&points).unwrap());
    println!("WeightUpdate: {:?}", history.weight_update(&points, 1).unwrap());
    println!("Comparison: {:?}", Comparison::new([("run", &history)]).unwrap());
    println!("ConfusionMatrix: {:?}", perceptron.evaluate(&points).unwrap());
    println!("RocCurve: {:?}", perceptron.roc_curve(&points).unwrap());
    println!("CrossValidation: {:?}", points.cross_validate(2, 1, score).unwrap());
    let curve = points.learning_curve([2], 2, 1, |_, _| Ok([0.5, 0.5]));
    println!("LearningCurve: {:?}", curve.unwrap());
    let importance = points.permutation_importance(1, 1, |_| Ok(0.5));
    println!("PermutationImportance: {:?}", importance.unwrap());
    println!("Separability: {:?}", points.separability().unwrap());
    println!("Playground: {:?}", points.playground().unwrap());
    println!("Chart: {:?}", points.chart());
    println!("Page: {:?}", page!["# Points"]);
    println!("Check: {:?}", check!(points.n_samples() == 4));
    #[cfg(feature = "networks")]
    networks_in_debug(&points);
    // a trainer has no picture
    println!("Delta: {:?}", Delta::new());
    println!("forgotten: {:?}", perceptron.boundary(&points));
}

#[cfg(feature = "networks")]
fn networks_in_debug(points: &Dataset) {
    use percept::{
        Calibration, Competitive, Elman, FeedForward, Grnn, Hamming, Hopfield, Lvq, Pnn, Regression,
    };
    let network = FeedForward::new(points.ranges(), [2, 1]).unwrap();
    let network = network.transfer(Transfer::LogSig).unwrap();
    let sequence = Elman::new(points.ranges(), [2, 1]).unwrap();
    let memory = Hopfield::new([[1, 1, -1, -1], [1, -1, 1, -1]]).unwrap();
    let winners = Competitive::new(points.ranges(), 2).unwrap();
    let line = toy::sine(5).unwrap();
    let smooth = Grnn::new(&line, 1.0).unwrap();
    println!("FeedForward: {network:?}");
    println!("Elman: {sequence:?}");
    println!("NetworkDiagram: {:?}", network.diagram());
    println!("Surface: {:?}", network.surface(points).unwrap());
    println!("NetworkPlayground: {:?}", network.playground(points).unwrap());
    println!("Calibration: {:?}", Calibration::of([0, 1], [0.2, 0.7]).unwrap());
    println!("Regression: {:?}", Regression::of([1.0, 2.0], [1.0, 2.5]).unwrap());
    println!("RegressionCurve: {:?}", smooth.regression_curve(&line).unwrap());
    println!("Unfolded: {:?}", sequence.unfold(points).unwrap());
    println!("Recall: {:?}", memory.recall([1, 1, 1, -1]).unwrap());
    println!("PrototypeMap: {:?}", winners.prototype_map(points).unwrap());
    println!("Competitive: {winners:?}");
    println!("Lvq: {:?}", Lvq::new(points.ranges(), [1, 1]).unwrap());
    println!("Hopfield: {memory:?}");
    println!("Hamming: {:?}", Hamming::new([[1, 1, -1], [1, -1, 1]]).unwrap());
    println!("Grnn: {smooth:?}");
    println!("Pnn: {:?}", Pnn::new(points, 0.5).unwrap());
}

/// The types to which macros give all that shows them.
fn types_that_show_themselves() -> Vec<&'static str> {
    let source = include_str!("../../src/view/mod.rs");
    let mut types = Vec::new();
    let is_networks = cfg!(feature = "networks");
    for (start, _) in
        source.match_indices("shows_itself! {").chain(source.match_indices("touched!("))
    {
        let end = source[start..].find(['}', ';']).unwrap();
        let before = source[..start].trim_end();
        if before.ends_with("#[cfg(feature = \"networks\")]") && !is_networks {
            continue;
        }
        for line in source[start..start + end].lines() {
            let line = line.trim().trim_start_matches("touched!(");
            let name = line.split_once(": ").map_or("", |(name, _)| name);
            if name.chars().next().is_some_and(char::is_uppercase) {
                types.push(name);
            }
        }
    }
    types
}

#[test]
fn debug_says_in_the_kernel_how_to_get_the_picture() {
    if std::env::var_os("EVCXR_IS_RUNTIME").is_some() {
        return said_in_debug();
    }
    let test = "kernel::debug_says_in_the_kernel_how_to_get_the_picture";
    let output = output_of(test, "EVCXR_IS_RUNTIME");
    let hint = " - to see its picture, write `let value = ...?;` and then `value` alone on a line";
    let types = types_that_show_themselves();
    assert!(types.len() >= 20, "{types:?}");
    for name in types.iter().chain(&["Scaler", "Replay", "Chart", "Page", "Check"]) {
        let said = output.lines().find_map(|line| line.strip_prefix(&format!("{name}: ")));
        let said = said.unwrap_or_else(|| panic!("{name} is missing in the test"));
        assert!(said.starts_with(name) && said.ends_with(hint), "{said}");
    }
    for line in [
        format!("Dataset: Dataset(4 samples, 2 inputs, 1 target){hint}"),
        format!("forgotten: Ok(Boundary(4 of 4 on the correct side){hint})"),
        format!("Playground: Playground(4 samples, Perceptron(2 inputs, 1 neuron, HardLim)){hint}"),
        format!("Scaler: Scaler(2 inputs, to mean 0 and standard deviation 1){hint}"),
        format!("Description: Description(4 samples, 2 inputs){hint}"),
    ] {
        assert!(output.lines().any(|said| said == line), "{output}");
    }
    assert!(output.lines().any(|said| said.starts_with("Delta: Delta") && !said.contains(hint)));
    assert_eq!(format!("{:?}", points()), "Dataset(4 samples, 2 inputs, 1 target)");
}
