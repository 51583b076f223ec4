//! The elements of pictures that follow each other: what several of them share
//! is kept once.

use std::hash::{DefaultHasher, Hash, Hasher};

use crate::chart::drawing::{Element, Item};

/// Bytes that it takes to show and to hide a group.
const GROUP: usize = 240;

/// An element of a picture, with the attributes of the groups that it stands in,
/// and the frames that show it.
pub(crate) struct Cel {
    pub(crate) groups: Vec<String>,
    pub(crate) element: Element,
    /// Differs where these differ, almost always.
    hash: u64,
    shown: u64,
}

/// Elements that the same frames show.
pub(crate) struct Scene {
    pub(crate) cels: Vec<Cel>,
    /// Which lane each comes from.
    lanes: Vec<usize>,
    pub(crate) shown: u64,
}

/// A bit a frame.
pub(crate) fn every(n: usize) -> u64 {
    if n == 0 { 0 } else { u64::MAX >> (64 - n) }
}

/// The elements of a picture by the parts of it that do not overlap: title and
/// words, each panel, the legend.
pub(crate) fn leaves(picture: Vec<Item>) -> Vec<Vec<Cel>> {
    let mut lanes = vec![Vec::new()];
    let mut open: Vec<String> = Vec::new();
    for item in picture {
        match item {
            Item::Open(attributes) => {
                if open.is_empty() {
                    lanes.push(Vec::new());
                }
                open.push(attributes);
            }
            Item::Close => _ = open.pop(),
            Item::Element(element) => {
                let lane = if open.is_empty() { 0 } else { lanes.len() - 1 };
                let mut groups = open.clone();
                groups.retain(|attributes| !attributes.is_empty());
                lanes[lane].push(Cel::new(groups, element));
            }
        }
    }
    lanes
}

impl Cel {
    fn new(groups: Vec<String>, element: Element) -> Self {
        let mut hasher = DefaultHasher::new();
        groups.hash(&mut hasher);
        element.markup.hash(&mut hasher);
        Self { hash: hasher.finish(), groups, element, shown: 0 }
    }

    fn is(&self, other: &Self) -> bool {
        self.hash == other.hash
            && self.element.markup == other.element.markup
            && self.groups == other.groups
    }
}

/// The elements so far and those of one more frame, each in its order: what
/// both have, by a longest common subsequence, is shown by both.
pub(crate) fn merged(cels: Vec<Cel>, frame: Vec<Cel>, bit: u64) -> Vec<Cel> {
    let (n, m) = (cels.len(), frame.len());
    let width = m + 1;
    let mut common = vec![0_u32; (n + 1) * width];
    for i in (0..n).rev() {
        for j in (0..m).rev() {
            common[i * width + j] = if cels[i].is(&frame[j]) {
                common[(i + 1) * width + j + 1] + 1
            } else {
                common[(i + 1) * width + j].max(common[i * width + j + 1])
            };
        }
    }
    let mut merged = Vec::with_capacity(n + m);
    let (mut i, mut j) = (0, 0);
    let (mut old, mut new) = (cels.into_iter().peekable(), frame.into_iter().peekable());
    while let (Some(a), Some(b)) = (old.peek(), new.peek()) {
        let both = a.is(b);
        let from_old = both || common[(i + 1) * width + j] >= common[i * width + j + 1];
        if both {
            new.next();
            j += 1;
        }
        if from_old {
            i += 1;
            merged.extend(old.next().map(|cel| shown(cel, if both { bit } else { 0 })));
        } else {
            j += 1;
            merged.extend(new.next().map(|cel| shown(cel, bit)));
        }
    }
    merged.extend(old);
    for cel in new {
        merged.push(shown(cel, bit));
    }
    merged
}

fn shown(cel: Cel, bit: u64) -> Cel {
    Cel { shown: cel.shown | bit, ..cel }
}

/// The elements of a lane, with a copy a frame of those that would take more
/// room in a group of their own.
fn apart(lane: Vec<Cel>, every: u64) -> Vec<Cel> {
    let mut apart = Vec::with_capacity(lane.len());
    for cel in lane {
        let copies = cel.shown.count_ones() as usize;
        if cel.shown == every
            || cel.element.markup.trim_end().len() * copies.saturating_sub(1) > GROUP
        {
            apart.push(cel);
            continue;
        }
        for frame in 0..u64::BITS {
            let shown = cel.shown & 1 << frame;
            if shown != 0 {
                let (groups, element) = (cel.groups.clone(), cel.element.clone());
                apart.push(Cel { groups, element, hash: cel.hash, shown });
            }
        }
    }
    apart
}

/// Takes the lanes apart into few scenes. Within a lane, what lies over
/// something stays over it.
pub(crate) fn scenes(lanes: Vec<Vec<Cel>>, every: u64) -> Vec<Scene> {
    let mut scenes = Vec::new();
    let apart = |lane| apart(lane, every).into_iter().peekable();
    let mut lanes: Vec<_> = lanes.into_iter().map(apart).collect();
    let mut left = true;
    while left {
        left = false;
        for still in [true, false] {
            let mut act = Vec::new();
            for (number, lane) in lanes.iter_mut().enumerate() {
                while let Some(cel) = lane.next_if(|cel| (cel.shown == every) == still) {
                    place(&mut act, cel, number);
                    left = true;
                }
            }
            scenes.append(&mut act);
        }
    }
    scenes
}

/// Adds an element to the scene of its frames, or begins a new one where it
/// would slip under what its lane has in the meantime.
fn place(act: &mut Vec<Scene>, cel: Cel, lane: usize) {
    let mut found = None;
    for (i, scene) in act.iter().enumerate().rev() {
        if scene.shown == cel.shown {
            found = Some(i);
            break;
        }
        if scene.shown & cel.shown != 0 && scene.lanes.contains(&lane) {
            break;
        }
    }
    match found {
        Some(i) => {
            act[i].cels.push(cel);
            act[i].lanes.push(lane);
        }
        None => act.push(Scene { shown: cel.shown, cels: vec![cel], lanes: vec![lane] }),
    }
}

/// `0-2 5`: the frames of which the bits are set.
pub(crate) fn ranges(shown: u64, n: usize) -> String {
    let mut words = Vec::new();
    let mut i = 0;
    while i < n {
        if shown >> i & 1 == 0 {
            i += 1;
            continue;
        }
        let first = i;
        while i < n && shown >> i & 1 == 1 {
            i += 1;
        }
        words.push(if i - first == 1 { first.to_string() } else { format!("{first}-{}", i - 1) });
    }
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cels(elements: &[&str]) -> Vec<Cel> {
        let cel = |element: &&str| Cel::new(Vec::new(), Element::new((*element).to_owned()));
        elements.iter().map(cel).collect()
    }

    fn merge_all(frames: &[&[&str]]) -> Vec<Cel> {
        let mut all = Vec::new();
        for (i, frame) in frames.iter().enumerate() {
            all = merged(all, cels(frame), 1 << i);
        }
        all
    }

    fn frame(all: &[Cel], i: usize) -> Vec<&str> {
        all.iter()
            .filter(|cel| cel.shown >> i & 1 == 1)
            .map(|cel| cel.element.markup.as_str())
            .collect()
    }

    #[test]
    fn every_frame_keeps_its_elements_in_their_order() {
        let frames: [&[&str]; 4] =
            [&["a", "b", "c"], &["a", "x", "c"], &["b", "a", "c", "b"], &["x"]];
        let all = merge_all(&frames);
        for (i, wanted) in frames.iter().enumerate() {
            assert_eq!(frame(&all, i), *wanted);
        }
        assert_eq!(all.iter().filter(|cel| cel.element.markup == "c").count(), 1);
    }

    #[test]
    fn scenes_keep_what_lies_over_what() {
        let frames: [&[&str]; 3] =
            [&["paper", "a", "points", "b"], &["paper", "points"], &["paper", "a", "points", "c"]];
        let scenes = scenes(vec![merge_all(&frames)], 0b111);
        let flat: Vec<Cel> = scenes.into_iter().flat_map(|scene| scene.cels).collect();
        for (i, wanted) in frames.iter().enumerate() {
            assert_eq!(frame(&flat, i), *wanted);
        }
    }

    #[test]
    fn parts_that_do_not_overlap_share_a_scene() {
        let words = merge_all(&[&["title", "first"], &["title", "second"]]);
        let panel = merge_all(&[&["paper", "line 1", "points"], &["paper", "line 2", "points"]]);
        let shown: Vec<u64> = scenes(vec![words, panel], 0b11).iter().map(|s| s.shown).collect();
        assert_eq!(shown, [0b11, 0b01, 0b10, 0b11]);
    }

    #[test]
    fn frames_are_told_as_ranges() {
        assert_eq!(ranges(0b10_0111, 6), "0-2 5");
        assert_eq!(ranges(every(60), 60), "0-59");
    }
}
