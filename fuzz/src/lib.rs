//! What the targets share: files in memory, and what must hold of what was
//! loaded and of what is shown.

use std::fmt::Display;
use std::path::{Path, PathBuf};

use percept::{
    Competitive, Elman, FeedForward, Grnn, Hamming, Hopfield, Lvq, MimeBundle, Perceptron, Pnn,
    Result, Scaler, Show,
};

/// A file of these bytes, in memory where the system has a place for that.
pub fn file(bytes: &[u8]) -> PathBuf {
    let shared = Path::new("/dev/shm");
    let folder = if shared.is_dir() { shared.to_owned() } else { std::env::temp_dir() };
    let path = folder.join(format!("percept-fuzz-{}", std::process::id()));
    std::fs::write(&path, bytes).expect("room for a small file");
    path
}

/// Loads the bytes as every kind that can be saved. What loads can be shown and
/// saved, and comes back the same.
pub fn load_as_every_kind(bytes: &[u8]) {
    let path = file(bytes);
    macro_rules! networks {
        ($($kind:ty),*) => {$(
            if let Some(network) = answer(<$kind>::load(&path)) {
                shown(&network.mime_bundle());
                let copy = path.with_extension("copy");
                network.save(&copy).expect("what was loaded can be saved");
                assert_eq!(<$kind>::load(&copy).expect("what was saved can be loaded"), network);
                network.save_binary(&copy).expect("what was loaded can be saved");
                assert_eq!(<$kind>::load(&copy).expect("what was saved can be loaded"), network);
            }
        )*};
    }
    networks!(Perceptron, FeedForward, Elman, Lvq, Competitive, Hopfield, Hamming, Grnn, Pnn);
    if let Some(scaler) = answer(Scaler::load(&path)) {
        let copy = path.with_extension("copy");
        scaler.save(&copy).expect("what was loaded can be saved");
        assert_eq!(Scaler::load(&copy).expect("what was saved can be loaded"), scaler);
    }
    answer(Perceptron::load_with(&path));
    answer(FeedForward::load_with(&path));
}

/// The value; a refusal has to be one line that says something.
pub fn answer<T>(result: Result<T>) -> Option<T> {
    result.map_err(|error| said(&error)).ok()
}

fn said(error: &dyn Display) {
    let words = error.to_string();
    assert!(!words.is_empty() && words.len() < 4_000, "{} bytes: {words}", words.len());
    assert!(!words.contains(['\n', '\r', '\0', '\u{1b}']), "{words:?}");
    assert!(!words.contains("EVCXR_"), "{words:?}");
}

/// What must hold of all that is shown, whatever names and texts are in it.
pub fn shown(bundle: &MimeBundle) {
    for text in [bundle.html(), bundle.plotly(), bundle.plain()] {
        assert!(!text.contains("EVCXR_"), "{text}");
    }
    if !bundle.plotly().is_empty() {
        let figure: serde_json::Value =
            serde_json::from_str(bundle.plotly()).expect("a figure is JSON");
        assert!(figure["data"].is_array(), "a figure has data");
    }
    let html = bundle.html();
    for (open, close) in [("<script", "</script>"), ("<table", "</table>"), ("<svg", "</svg>")] {
        assert_eq!(html.matches(open).count(), html.matches(close).count(), "{open}: {html}");
    }
    for foreign in ["<iframe", "<object", "<embed", "<base", "<form", "href=\"javascript:"] {
        assert!(!html.contains(foreign), "{foreign}: {html}");
    }
}
