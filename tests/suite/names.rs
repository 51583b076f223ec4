//! No text breaks a picture, a page or a table: control characters, markup and
//! lookalikes as names and in files.

use percept::{ConfusionMatrix, Dataset, Delta, FeedForward, Perceptron, Rprop, Show, check, page};

use crate::sweep::{assert_all_sound, assert_sound, assert_sound_replay, everything, names};
use crate::{points, untrained};

#[test]
fn anything_can_be_a_name() {
    for name in names() {
        let inputs = [name.clone(), "other".to_owned()];
        let data = points().name_inputs(&inputs).unwrap().name_targets([&name]).unwrap();
        let perceptron = untrained().name_inputs(&inputs).unwrap();
        assert_sound(&data.chart(), &name);
        assert_all_sound(&everything(&perceptron, &data, &[1.0, 2.0], 0.1), &name);
        let weights = [(name.as_str(), 1.0), ("other", -1.0)];
        let buyer = Perceptron::by_hand(weights, 0.5).unwrap();
        assert_sound(&buyer.chart(), &name);
        assert_sound(&buyer.decide([1.0, 0.0]).unwrap().chart(), &name);
        let samples = [(name.as_str(), [1.0, 0.0]), (name.as_str(), [0.0, 1.0])];
        assert_sound(&buyer.decide_all(samples).unwrap().chart(), &name);
        let history = untrained().train(&data, Delta::new().epochs(3)).unwrap();
        let mut layers = FeedForward::new(data.ranges(), [2, 1]).unwrap();
        let run = layers.train(&data, Rprop::new().epochs(2)).unwrap();
        let replay = run.replay(&data).unwrap();
        assert_sound_replay(&replay);
        assert_sound(&replay.chart(), &name);
        let runs = [(name.as_str(), &history), ("other", &history)];
        assert_sound(&percept::Comparison::new(runs).unwrap().chart(), &name);
        let labels = [name.as_str(), "other", "other"];
        let matrix = ConfusionMatrix::of(labels, ["other", &name, "other"]).unwrap();
        assert_sound(&matrix.chart(), &name);
        let named = points().name_classes([name.as_str(), "other"]).unwrap();
        assert_sound(&named.separability().unwrap().chart(), &name);
        assert_eq!(buyer.weight(&name).unwrap(), 1.0);
        let problem = buyer.weight(&format!("{name}!")).unwrap_err().to_string();
        assert!(problem.chars().count() < 300 && !problem.contains('\n'), "{problem}");
    }
}

#[test]
fn anything_can_be_text_on_a_page_and_in_a_check() {
    let decision = Perceptron::by_hand([("a", 1.0)], 0.5).unwrap().decide([1.0]).unwrap();
    for name in names() {
        let heading = format!("# {name}\n- {name}\n\n[{name}]({name}) `{name}` **{name}**");
        let page = page![&name, heading, [&decision, &name]];
        let wrong = check!(!decision.is_yes(), name);
        for bundle in [page.mime_bundle(), Show::mime_bundle(&wrong)] {
            let (html, plain) = (bundle.html(), bundle.plain());
            let scripts = html.matches("<figure").count();
            assert_eq!(html.matches("<script").count(), scripts, "{name:.60}");
            assert_eq!(html.matches("</script").count(), scripts, "{name:.60}");
            assert!(!html.contains("<!--") && !html.contains("<b>"), "{name:.60}");
            let odd = |c: char| c.is_control() && c != '\n' || matches!(c, '\u{fffe}' | '\u{ffff}');
            assert!(!plain.contains(odd) && !html.contains(odd), "{name:?}");
            assert!(html.len() < 300_000, "{} bytes", html.len());
        }
    }
}

#[test]
fn control_characters_of_a_name_reach_neither_picture_nor_words() {
    let name = "a\u{1b}[31m\u{0}b\u{7}";
    let data = points().name_inputs([name, "other"]).unwrap();
    let bundle = data.chart().mime_bundle();
    for content in [bundle.plain(), bundle.html(), &data.chart().to_svg()] {
        let odd = content.chars().find(|c| c.is_control() && *c != '\n');
        assert_eq!(odd, None, "{content:?}");
    }
}

#[test]
fn a_name_with_a_line_break_keeps_the_table_of_words_whole() {
    let data = points().name_inputs(["two\nlines", "other"]).unwrap();
    let lines = |text: String| text.lines().count();
    assert_eq!(lines(data.to_string()), lines(points().to_string()));
}

/// A CSV file's cell: quoted, as spreadsheets write it.
fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('"', "\"\""))
}

/// Data with a nasty column name and nasty classes, drawn and learnt.
fn assert_sound_table(data: &Dataset, about: &str) {
    assert_sound(&data.chart(), about);
    let mut perceptron = Perceptron::new(data.ranges(), data.n_targets()).unwrap();
    perceptron.train(data, Delta::new().epochs(3)).unwrap();
    let sample = vec![1.0; data.n_inputs()];
    assert_all_sound(&everything(&perceptron, data, &sample, 0.1), about);
    let labels = perceptron.predict_labels(data).unwrap();
    assert!(labels.iter().all(|label| data.class_names().unwrap().contains(label)));
}

#[test]
fn anything_can_stand_in_a_csv() {
    for name in names() {
        let (name, cell) = (name.trim(), quoted(name.trim()));
        for classes in [["a", "a", "b"], ["a", "b", "c"]] {
            let [a, b, c] = classes;
            let table = format!(
                "{cell},other,{}\n1,2,{cell}\n2,1,{}\n3,3,{}\n4,4,{}\n",
                quoted(&format!("{name}!")),
                quoted(&format!("{name}{a}")),
                quoted(&format!("{name}{b}")),
                quoted(if c == "b" { name } else { c }),
            );
            let target = format!("{name}!");
            let read = crate::tables::csv(&table, &[name, "other"], &[&target]).unwrap();
            assert_eq!(read.input_names(), [name, "other"]);
            assert!(read.class_names().unwrap().contains(&name.to_owned()), "{name:.60}");
            assert_sound_table(&read, name);
            for wrong in [
                crate::tables::csv(&table, &[&target], &[name]),
                crate::tables::csv(&table, &[&format!("{name}?")], &[name]),
                crate::tables::csv(&table, &[name, name], &["other"]),
            ] {
                let problem = wrong.unwrap_err().to_string();
                assert!(problem.chars().count() < 500, "{problem}");
                assert!(!problem.chars().any(char::is_control), "{problem:?}");
            }
        }
    }
}

#[cfg(feature = "polars")]
#[test]
fn anything_can_stand_in_a_frame() {
    use percept::polars::prelude::*;
    for name in names() {
        let target = format!("{name}!");
        for last in [format!("{name}a"), format!("{name}b")] {
            let labels = [name.clone(), format!("{name}a"), last];
            let frame = df!(name.as_str() => [1, 2, 3], "other" => [2, 1, 3], &target => labels);
            let frame = frame.unwrap();
            let data = Dataset::from_frame(&frame, [&name, "other"], [&target]).unwrap();
            assert_sound_table(&data, &name);
            assert_sound_frame(&frame, &name);
            let problem = Dataset::from_frame(&frame, [&target], [&name]).unwrap_err().to_string();
            assert!(problem.chars().count() < 500 && !problem.contains('\n'), "{problem}");
        }
    }
}

/// Shows a frame of three rows and three columns in every form.
#[cfg(feature = "polars")]
fn assert_sound_frame(frame: &percept::polars::prelude::DataFrame, about: &str) {
    let shown = percept::show(frame);
    let (bundle, text) = (shown.mime_bundle(), shown.to_string());
    let about = about.chars().take(60).collect::<String>();
    assert!(!bundle.html().contains("<script") && !bundle.html().contains("<!--"), "{about}");
    assert!(bundle.html().lines().all(|line| line.trim() != "EVCXR_END_CONTENT"), "{about}");
    crate::elements(bundle.html());
    assert_eq!((bundle.plotly(), bundle.plain()), ("", text.as_str()), "{about}");
    // the caption, a blank line, names and rows, a blank line, head and columns
    assert_eq!(text.lines().count(), 2 + 4 + 1 + 4, "{about}");
    assert!(text.lines().all(|line| line.chars().count() < 500), "{about}");
    let odd = |c: char| c.is_control() && c != '\n' || matches!(c, '\u{fffe}' | '\u{ffff}');
    assert!(!text.contains(odd) && !bundle.html().contains(odd), "{about}");
}
