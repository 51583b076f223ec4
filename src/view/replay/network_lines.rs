//! What a network answers as lines, moment by moment: over its only input, over
//! the steps of a sequence, or the network itself.

use super::network_course::{Course, Moment};
use super::panels::MAX_POINTS;
use super::scene::Scene;
use crate::chart::{Axis, BLUE, Dash, Mark, NEUTRAL, Panel, Symbol, class, label};
use crate::data::{Dataset, widened};
use crate::error::{Result, count};
use crate::matrix::Matrix;
use crate::network::{Elman, FeedForward};
use crate::train::Kind;
use crate::view::layers::curve_points::CurvePoints;
use crate::view::layers::diagram::{THICK, THIN, left_out, panel_of, signs, strongest};
use crate::view::layers::regression_curve::places;
use crate::view::layers::unfolded;

/// Every third place of a regression curve is drawn.
const EVERY: usize = 3;
const HEIGHT: f64 = 260.0;
/// How far the curve may leave the range of the targets, in parts of it.
const BEYOND: f64 = 0.5;
/// Outputs of a sequence that get axes of their own.
const MAX_AXES: usize = 3;
/// Height of a row of the diagram.
const ROW: f64 = 36.0;

/// The outputs over the only input.
pub(crate) struct Curves<'a> {
    data: &'a Dataset,
    places: Vec<f64>,
    /// What of the outputs is drawn.
    reach: [f64; 2],
}

impl<'a> Curves<'a> {
    pub(crate) fn of(course: &'a Course) -> Self {
        let data = course.data;
        let places = places(data).into_iter().step_by(EVERY).collect();
        let mut reach = [data.target_row(0)[0]; 2];
        for target in data.target_matrix().values() {
            reach = widened(reach, *target);
        }
        let [low, high] = reach;
        let room = ((high / 2.0 - low / 2.0) * 2.0 * BEYOND).max(0.5);
        let reach = [(low - room).max(-f64::MAX), (high + room).min(f64::MAX)];
        Self { data, places, reach }
    }

    pub(crate) fn draw(&self, network: &FeedForward) -> Result<Scene> {
        let outputs = network.outputs(&Matrix::new((self.places.len(), 1), self.places.clone()))?;
        let [low, high] = self.reach;
        let mut marks = Vec::new();
        for output in 0..outputs.n_columns() {
            let mut at = Vec::with_capacity(self.places.len());
            for (place, x) in self.places.iter().enumerate() {
                at.push([*x, outputs.row(place)[output].clamp(low, high)]);
            }
            let color = if outputs.n_columns() == 1 { BLUE } else { class(output).0 };
            let name = self.name("network", output);
            marks.push(Mark::Line {
                name,
                color,
                width: 2.5,
                dash: Dash::Solid,
                dots: false,
                hover: String::new(),
                at,
            });
        }
        marks.append(&mut self.all_points().below(&class));
        for output in 0..outputs.n_columns() {
            marks.push(self.points(output));
        }
        let (alt, panels) =
            ("Points and the output as a curve over the input", vec![self.panel(marks)]);
        Ok(Scene { alt, panels, words: self.words() })
    }

    /// `network`, or the name of one of several outputs.
    fn name(&self, only: &str, output: usize) -> String {
        match self.data.target_names() {
            [_] => only.to_owned(),
            names => names[output].clone(),
        }
    }

    fn points(&self, output: usize) -> Mark {
        match self.data.n_targets() {
            1 => self.all_points().mark(output, "data", (NEUTRAL, Symbol::Circle)),
            _ => self.all_points().mark(output, "", class(output)),
        }
    }

    fn all_points(&self) -> CurvePoints<'_> {
        CurvePoints::of(self.data, self.data.n_targets(), MAX_POINTS)
    }

    /// One of this number of samples is drawn.
    fn step(&self) -> usize {
        self.data.n_samples().div_ceil(MAX_POINTS).max(1)
    }

    fn words(&self) -> Vec<String> {
        let (step, all) = (self.step(), self.data.n_samples());
        let shown = all.div_ceil(step);
        let all = count(all, "sample");
        let thinned = (step > 1).then(|| format!("{shown} of {all} are drawn, taken evenly."));
        thinned.into_iter().chain(self.all_points().sentences()).collect()
    }

    fn panel(&self, marks: Vec<Mark>) -> Panel {
        let (mut width, mut heights) = ([self.places[0]; 2], None);
        for mark in &marks {
            if let Mark::Line { at, .. } | Mark::Points { at, .. } = mark {
                for [x, y] in at {
                    width = widened(width, *x);
                    heights = Some(widened(heights.unwrap_or([*y; 2]), *y));
                }
            }
        }
        let [low, high] = heights.unwrap_or([0.0, 1.0]);
        let y = match self.data.target_names() {
            [only] => label(only),
            _ => "outputs".to_owned(),
        };
        Panel {
            title: String::new(),
            x: Axis::exact(&label(&self.data.input_names()[0]), width[0], width[1]),
            y: Axis::around(&y, low, high),
            height: HEIGHT,
            marks,
        }
    }
}

/// The outputs of a network with a memory, step by step.
pub(crate) struct Steps<'a> {
    data: &'a Dataset,
}

impl<'a> Steps<'a> {
    pub(crate) fn of(course: &'a Course) -> Self {
        Self { data: course.data }
    }

    pub(crate) fn draw(&self, network: &Elman) -> Result<Scene> {
        let unfolded = network.unfold(self.data)?;
        let mut panels = Vec::new();
        for output in 0..network.n_outputs().min(MAX_AXES) {
            panels.push(unfolded::outputs(&unfolded, output));
        }
        let mut words = Vec::new();
        if network.n_outputs() > MAX_AXES {
            let all = count(network.n_outputs(), "output");
            words.push(format!("The first {MAX_AXES} of {all} are drawn."));
        }
        Ok(Scene { alt: "Targets and outputs over the steps", panels, words })
    }
}

/// The network as neurons and connections.
pub(crate) struct Wires {
    /// The largest weight of each layer at all moments.
    strongest: Vec<f64>,
}

impl Wires {
    pub(crate) fn of(course: &Course) -> Self {
        let mut all: Vec<f64> = Vec::new();
        for Moment { network, .. } in &course.moments {
            if let Kind::Layers(network) = network {
                let own = strongest(&network.diagram());
                all.resize(own.len(), 0.0);
                for (most, own) in all.iter_mut().zip(own) {
                    *most = most.max(own);
                }
            }
        }
        Self { strongest: all }
    }

    pub(crate) fn draw(&self, network: &FeedForward) -> Scene {
        let mut diagram = network.diagram();
        if let Some(names) = network.class_names().filter(|_| network.n_outputs() > 1) {
            diagram = diagram.name_outputs(names);
        }
        let mut panel = panel_of(&diagram, &self.strongest, ROW);
        for mark in &mut panel.marks {
            if let Mark::Line { width, .. } = mark {
                *width = moving(*width);
            }
        }
        let mut words = vec![signs(&diagram)];
        words.extend(left_out(&diagram));
        Scene { alt: "Diagram of neurons and connections", panels: vec![panel], words }
    }
}

/// The width of a line that changes: in few steps, so that pictures have lines
/// in common, and with room for the small weights of the beginning.
fn moving(width: f64) -> f64 {
    let share = (width - THIN) / (THICK - THIN);
    (THIN + (THICK - THIN) * share.max(0.0).sqrt()).round().max(THIN)
}
