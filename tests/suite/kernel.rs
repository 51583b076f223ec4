//! What another process hands to its kernel.

use std::io::{BufRead, BufReader, Write};
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};

use percept::{Delta, Show};

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

/// `Debug` of values that show themselves, and of one that holds another.
fn said_in_debug() {
    let points = points();
    println!("\n{points:?}");
    println!("{:?}", trained().0.boundary(&points));
    println!("{:?}", points.playground());
    println!("{:?}", Delta::new());
}

#[test]
fn debug_says_in_the_kernel_how_to_get_the_picture() {
    if std::env::var_os("EVCXR_IS_RUNTIME").is_some() {
        return said_in_debug();
    }
    let test = "kernel::debug_says_in_the_kernel_how_to_get_the_picture";
    let output = output_of(test, "EVCXR_IS_RUNTIME");
    let hint = " - to see its picture, write `let value = ...?;` and then `value` alone on a line";
    for line in [
        format!("Dataset(4 samples, 2 inputs, 1 target){hint}"),
        format!("Ok(Boundary(4 of 4 on the correct side){hint})"),
        format!("Ok(Playground(4 samples, Perceptron(2 inputs, 1 neuron, HardLim)){hint})"),
    ] {
        assert!(output.lines().any(|said| said == line), "{output}");
    }
    // a trainer has no picture
    assert!(output.lines().any(|said| said.starts_with("Delta") && !said.contains(hint)));
    assert_eq!(format!("{:?}", points()), "Dataset(4 samples, 2 inputs, 1 target)");
}
