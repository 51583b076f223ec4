//! The pictures of a run of layers, all with the same axes.

use super::network_course::{Course, Moment, Score};
use super::network_lines::{Curves, Steps, Wires};
use super::network_surface::Plane;
use super::panels::{Errors, FEW, MAX_BYTES, curve, over_steps, thin};
use super::scene::Scene;
use crate::chart::{Chart, Dash, Film, INK, MAX_SERIES, Panel};
use crate::data::Dataset;
use crate::error::{Error, Result};
use crate::train::{History, Kind, Learner};

/// Points of the curve of the errors.
const MAX_POINTS: usize = 200;

/// What there is to see of a network, by the number of its inputs.
enum Scenery<'a> {
    /// The output as colour over two inputs.
    Plane(Box<Plane>),
    /// The outputs over the only input.
    Curves(Curves<'a>),
    /// Neurons and connections.
    Wires(Wires),
    /// The outputs of a network with a memory over the steps.
    Steps(Steps<'a>),
}

/// The film of a run, over two of the inputs if they are named.
pub(crate) fn film(
    history: &History,
    learner: &Learner,
    data: &Dataset,
    over: Option<&[String; 2]>,
) -> Result<Film> {
    let course = Course::of(history, learner, data)?;
    let scenery = Scenery::of(&course, over)?;
    let (mut frames, mut shown, mut problem) = (Vec::new(), Vec::new(), None);
    for (i, moment) in course.moments.iter().enumerate() {
        match scenery.draw(&course, moment) {
            Ok(scene) => {
                frames.push(picture(&course, moment, scene, scenery.columns()));
                shown.push(i);
            }
            // beyond the data an output may exceed all bounds
            Err(error) => problem = Some(error),
        }
    }
    if let Some(problem) = problem.filter(|_| frames.is_empty()) {
        return Err(problem);
    }
    if scenery.grows() {
        level(&mut frames);
    }
    let mut film = cut(&course, &frames, &shown);
    while frames.len() > FEW && film.bytes() > MAX_BYTES {
        thin(&mut frames);
        thin(&mut shown);
        film = cut(&course, &frames, &shown);
    }
    Ok(film)
}

/// The film of some pictures, which say how many of all they are.
fn cut(course: &Course, frames: &[Chart], shown: &[usize]) -> Film {
    let (mut cut, mut labels) = (Vec::new(), Vec::new());
    for (frame, &moment) in frames.iter().zip(shown) {
        let mut frame = frame.clone();
        frame.words.extend(course.left_out(frames.len()));
        frame.alt = format!("{} {}", frame.alt, frame.words.join(" "));
        labels.push(course.label(&course.moments[moment]));
        if labels.len() == frames.len() {
            frame.tables = vec![course.table(shown)];
        }
        cut.push(frame.cleaned());
    }
    Film::new(cut, labels)
}

fn picture(course: &Course, moment: &Moment, mut scene: Scene, columns: usize) -> Chart {
    let mut words = vec![course.headline(moment)];
    words.extend(course.keeping(moment));
    words.append(&mut scene.words);
    let mut panels = scene.panels;
    panels.push(errors(course, moment));
    if columns == 2 && panels.len() == 3 {
        panels.push(scores(course, moment));
    }
    Chart {
        title: "Learning, epoch by epoch".to_owned(),
        alt: format!("{}, and the error so far.", scene.alt),
        words,
        panels,
        columns,
        tables: Vec::new(),
    }
}

impl<'a> Scenery<'a> {
    fn of(course: &'a Course, over: Option<&[String; 2]>) -> Result<Self> {
        let moment = &course.moments[0];
        let network = match &moment.network {
            Kind::Layers(network) => network,
            Kind::Sequence(_) if over.is_none() => return Ok(Self::Steps(Steps::of(course))),
            _ => {
                return Err(Error::Unsupported {
                    what: "over",
                    expected: "the replay of a network without a memory".to_owned(),
                    found: "one of an Elman network, whose outputs depend on the steps before"
                        .to_owned(),
                });
            }
        };
        if let Some(plane) = Plane::of(course, network, over)? {
            return Ok(Self::Plane(Box::new(plane)));
        }
        Ok(if network.n_inputs() == 1 && network.n_outputs() <= MAX_SERIES {
            Self::Curves(Curves::of(course))
        } else {
            Self::Wires(Wires::of(course))
        })
    }

    fn draw(&self, course: &Course, moment: &Moment) -> Result<Scene> {
        match (self, &moment.network) {
            (Self::Plane(plane), Kind::Layers(network)) => plane.draw(network),
            (Self::Curves(curves), Kind::Layers(network)) => curves.draw(network),
            (Self::Wires(wires), Kind::Layers(network)) => Ok(wires.draw(network)),
            (Self::Steps(steps), Kind::Sequence(network)) => steps.draw(network),
            // all moments are of one kind
            _ => Err(Error::Empty { what: "replay", expected: course.score_name() }),
        }
    }

    fn columns(&self) -> usize {
        match self {
            Self::Plane(_) | Self::Curves(_) => 2,
            Self::Wires(_) | Self::Steps(_) => 1,
        }
    }

    /// Whether each picture has come with axes of its own.
    fn grows(&self) -> bool {
        matches!(self, Self::Curves(_) | Self::Steps(_))
    }
}

/// Gives the outputs of all pictures the same heights.
fn level(frames: &mut [Chart]) {
    let Some(panels) = frames.first().map(|frame| frame.panels.len().saturating_sub(1)) else {
        return;
    };
    for panel in 0..panels {
        let (mut low, mut high) = (f64::INFINITY, f64::NEG_INFINITY);
        for frame in frames.iter() {
            low = low.min(frame.panels[panel].y.low);
            high = high.max(frame.panels[panel].y.high);
        }
        for frame in frames.iter_mut() {
            (frame.panels[panel].y.low, frame.panels[panel].y.high) = (low, high);
        }
    }
}

/// The error by epoch, and where in it this is.
fn errors(course: &Course, moment: &Moment) -> Panel {
    let history = course.history;
    let at = thinned(course, history.errors());
    let validation = thinned(course, history.validation_errors());
    let errors = Errors { unit: "epoch", n: course.n(), goal: history.goal };
    errors.panel(false, at, validation, [moment.epoch as f64, moment.error])
}

/// Evenly taken errors, those of all moments among them.
fn thinned(course: &Course, errors: &[f64]) -> Vec<[f64; 2]> {
    let step = errors.len().div_ceil(MAX_POINTS).max(1);
    let (mut at, mut moments) = (Vec::new(), course.moments.iter().peekable());
    for (epoch, &error) in errors.iter().enumerate() {
        let shown = moments.next_if(|moment| moment.epoch == epoch).is_some();
        if (shown || epoch % step == 0) && error.is_finite() {
            at.push([epoch as f64, error]);
        }
    }
    at
}

/// How well it did by epoch, and where in it this is.
fn scores(course: &Course, moment: &Moment) -> Panel {
    let mut highest = match moment.score {
        Score::Accuracy(_) => 1.0_f64,
        Score::Miss(_) => 0.0,
    };
    let mut at = Vec::with_capacity(course.moments.len());
    for other in &course.moments {
        highest = highest.max(other.score.value());
        at.push([other.epoch as f64, other.score.value()]);
    }
    let here = [moment.epoch as f64, moment.score.value()];
    let marks = vec![curve(course.score_name(), INK, Dash::Solid, false, at)];
    over_steps("epoch", course.n(), course.score_name(), highest, marks, here)
}
