//! Plotly's `layout`: title, legend, axes and words of a figure.

use super::axis::{FigureAxis, axes};
use super::object::{Json, object, write_object};
use super::words::{Font, escape, font, id, part, whole_font};
use crate::chart::layout::{LEFT, Layout, TITLE, WORDS, legend, pixels};
use crate::chart::palette::{INK, PAPER, QUIET};
use crate::chart::{Chart, Color, Mark};

/// Axes that a Plotly layout has a place for.
pub(super) const MAX_PANELS: usize = 8;

/// Plotly's own rows are so much lower than those of the static picture, in pixels.
const GROUP_GAP: usize = 3;

/// Where each place of a plane says something, markers are found from so near.
const BESIDE_CELLS: i32 = 8;

/// Plotly's `layout`. What all figures share is written with it.
pub(crate) struct Frame {
    pub(crate) title: String,
    /// Where the title stands, as parts of width and height.
    pub(crate) title_at: [f64; 2],
    pub(crate) show_legend: bool,
    /// Between entries of the legend that are groups, so that all rows are as high as
    /// in the static picture.
    pub(crate) group_gap: Option<usize>,
    /// How far from a marker the pointer finds it, in pixels.
    pub(crate) hover_distance: Option<i32>,
    pub(crate) margin: Margin,
    pub(crate) size: (usize, usize),
    /// One pair a panel: to the right, upwards.
    pub(crate) axes: Vec<[FigureAxis; 2]>,
    pub(crate) words: Vec<Words>,
}

#[derive(Clone, Copy)]
pub(crate) struct Margin {
    l: usize,
    r: usize,
    pub(crate) t: usize,
    pub(crate) b: usize,
    autoexpand: bool,
}

object!(Margin { "l": l, "r": r, "t": t, "b": b, "autoexpand": autoexpand });

/// Plotly begins it at its left and upper end, where it stands at those of the figure.
struct Heading<'a> {
    text: &'a str,
    font: Font,
    x: f64,
    y: f64,
}

object!(Heading<'_> { "text": text, "font": font, "x": x, "y": y });

struct Legend {
    font: Font,
    orientation: &'static str,
    tracegroupgap: Option<usize>,
    x: f64,
    xanchor: &'static str,
    y: f64,
    yanchor: &'static str,
}

/// Below the panels, in their middle.
const BELOW: Legend = Legend {
    font: Font { family: "", size: None, color: Some(INK) },
    orientation: "h",
    tracegroupgap: None,
    x: 0.5,
    xanchor: "center",
    y: 0.0,
    yanchor: "top",
};

object!(Legend {
    "font": font, "orientation": orientation, "tracegroupgap" if any: tracegroupgap, "x": x,
    "xanchor": xanchor, "y": y, "yanchor": yanchor,
});

/// The labels under the pointer: a name is never cut.
struct HoverLabel {
    namelength: i32,
}

object!(HoverLabel { "namelength": namelength });

/// Words whose baseline begins at a pixel of the static picture.
pub(crate) struct Words {
    pub(crate) text: String,
    pub(crate) font: Font,
    showarrow: bool,
    xref: &'static str,
    pub(crate) x: f64,
    xanchor: &'static str,
    yref: &'static str,
    y: f64,
    yanchor: &'static str,
    pub(crate) yshift: f64,
}

object!(Words {
    "text": text, "font": font, "showarrow": showarrow, "xref": xref, "x": x, "xanchor": xanchor,
    "yref": yref, "y": y, "yanchor": yanchor, "yshift": yshift,
});

impl Frame {
    pub(crate) fn of(chart: &Chart, layout: &Layout) -> Self {
        let mut frame = Self::bare(chart, layout);
        for (i, panel) in chart.panels.iter().take(MAX_PANELS).enumerate() {
            let area = &layout.areas[i];
            frame.axes.push(axes(i, panel, area, layout));
            if !panel.title.is_empty() {
                let y = area.top - 8.0;
                frame.words.push(words(area.left, y, &panel.title, INK, layout));
            }
        }
        frame
    }

    fn bare(chart: &Chart, layout: &Layout) -> Self {
        let (width, height) = layout.size();
        let mut lines = Vec::new();
        for (i, line) in layout.lines.iter().enumerate() {
            lines.push(words(LEFT, Layout::line(i), line, QUIET, layout));
        }
        Self {
            title: if layout.paper.headed { escape(&chart.title) } else { String::new() },
            title_at: [part(LEFT / layout.paper.width), part(1.0 - 14.0 / layout.height)],
            show_legend: !legend(chart).is_empty(),
            group_gap: has_groups(chart).then_some(GROUP_GAP),
            hover_distance: tells_cells(chart).then_some(BESIDE_CELLS),
            margin: Margin {
                l: 0,
                r: 0,
                t: pixels(layout.top),
                b: height - pixels(layout.legend_top),
                autoexpand: false,
            },
            size: (width, height),
            axes: Vec::new(),
            words: lines,
        }
    }
}

/// Whether an entry of the legend shows and hides several traces.
fn has_groups(chart: &Chart) -> bool {
    let mut marks = chart.panels.iter().flat_map(|panel| &panel.marks);
    marks.any(|mark| matches!(mark, Mark::Curve { .. }))
}

/// Whether a place between the markers of a chart says something.
fn tells_cells(chart: &Chart) -> bool {
    let mut marks = chart.panels.iter().flat_map(|panel| &panel.marks);
    marks.any(|mark| matches!(mark, Mark::Cells(cells) if cells.told.is_some()))
}

impl Json for Frame {
    fn write(&self, out: &mut String) {
        let [x, y] = self.title_at;
        let title = Heading { text: &self.title, font: font(TITLE, INK), x, y };
        let title = (!self.title.is_empty()).then_some(title);
        let legend = Legend { tracegroupgap: self.group_gap, ..BELOW };
        let legend = self.show_legend.then_some(legend);
        let (font, hover) = (whole_font(), HoverLabel { namelength: -1 });
        let mut names = Vec::new();
        for i in 0..self.axes.len() {
            names.push([id("xaxis", i), id("yaxis", i)]);
        }
        let mut entries: Vec<(&str, &dyn Json, bool)> = vec![
            ("title", &title, false),
            ("showlegend", &self.show_legend, true),
            ("legend", &legend, false),
            ("margin", &self.margin, true),
            ("width", &self.size.0, true),
            ("height", &self.size.1, true),
            ("font", &font, true),
            ("paper_bgcolor", &PAPER, true),
            ("plot_bgcolor", &PAPER, true),
            ("hoverdistance", &self.hover_distance, false),
            ("hoverlabel", &hover, true),
        ];
        for ([x, y], axes) in names.iter().zip(&self.axes) {
            entries.push((x, &axes[0], true));
            entries.push((y, &axes[1], true));
        }
        entries.push(("annotations", &self.words, false));
        write_object(out, &entries);
    }
}

fn words(x: f64, y: f64, text: &str, color: Color, layout: &Layout) -> Words {
    Words {
        text: escape(text),
        font: font(WORDS, color),
        showarrow: false,
        xref: "paper",
        x: part(x / layout.paper.width),
        xanchor: "left",
        yref: "paper",
        y: 1.0,
        yanchor: "bottom",
        yshift: layout.top - y - 6.0,
    }
}
