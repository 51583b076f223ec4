//! Samples at the very place of a prototype, which would hide them.

use crate::chart::Mark;
use crate::error::count;
use crate::lists::{Numbering, mapped};
use crate::view::parts::same_place::{Place, key};

/// By how much such a marker is larger than others, so that a rim of it is seen.
const LARGER: f64 = 24.0;

/// Makes these markers so large that they are rims of the prototypes, and says so
/// if there are any.
pub(crate) fn on_samples(prototypes: &[[f64; 2]], points: &mut Vec<Mark>) -> Option<String> {
    let keys: Vec<Place> = mapped(prototypes, &|at| key(*at));
    let places = Numbering::of(&keys);
    let (mut rims, mut rimmed) = (Vec::new(), Numbering::default());
    for mark in points.iter_mut() {
        let Some(rim) = taken(mark, &|at| places.get(key(at)).is_some()) else { continue };
        if let Mark::Points { at, .. } = &rim {
            for at in at {
                rimmed.add(key(*at));
            }
        }
        rims.push(rim);
    }
    points.splice(0..0, rims);
    let n = prototypes.iter().filter(|at| rimmed.get(key(**at)).is_some()).count();
    let coincide = if n == 1 { "coincides" } else { "coincide" };
    let what = count(n, "prototype");
    (n > 0).then(|| format!("{what} {coincide} with samples, which are drawn as rims around them."))
}

/// The markers of a mark at some places, larger; none of those that say nothing.
fn taken(mark: &mut Mark, here: &dyn Fn([f64; 2]) -> bool) -> Option<Mark> {
    let Mark::Points { color, symbol, size, at, hover, .. } = mark else { return None };
    if hover.len() != at.len() || hover.iter().all(String::is_empty) {
        return None;
    }
    let told = std::mem::take(at).into_iter().zip(std::mem::take(hover));
    let (below, above): (Vec<_>, Vec<_>) = told.partition(|(at, _)| here(*at));
    (*at, *hover) = above.into_iter().unzip();
    let (name, color, symbol, size) = (String::new(), *color, *symbol, *size + LARGER);
    let (at, hover): (Vec<_>, Vec<_>) = below.into_iter().unzip();
    (!at.is_empty()).then_some(Mark::Points { name, color, symbol, size, at, hover })
}
