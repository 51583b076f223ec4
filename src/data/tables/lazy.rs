//! Tables larger than memory, read in batches.

use std::collections::BTreeSet;
use std::fmt;
use std::num::NonZeroUsize;
use std::sync::mpsc::{Receiver, sync_channel};
use std::thread;

use polars::prelude::{
    DataFrame, Engine, LazyFrame, PlanCallback, PolarsError, PolarsResult, by_name,
};

use super::classes::{check_count, check_few, distinct};
use super::columns::{Column, MAX_CLASSES, Values};
use super::frame::{input, target};
use crate::data::class_ends::settled;
use crate::data::{Batches, Dataset, Target, check_names};
use crate::data::{strings, widened};
use crate::error::{Error, Result, count};

/// Rows of a batch, unless told otherwise.
const BATCH: usize = 1 << 12;

/// A data set that stays in its file: polars reads it batch by batch, as often
/// as it is needed, so that it may be larger than memory.
///
/// Made from a `LazyFrame`, for instance of `LazyFrame::scan_parquet` or
/// `LazyCsvReader`. Training goes over its rows in their order, as it does over
/// a [`Dataset`].
///
/// # Examples
///
/// ```
/// use percept::polars::prelude::*;
/// use percept::{Delta, LazyDataset, Perceptron};
///
/// let frame = df!("a" => [0, 0, 1, 1], "b" => [0, 1, 0, 1], "both" => [0, 0, 0, 1])?;
/// let and = LazyDataset::new(frame.lazy(), ["a", "b"], ["both"])?.batch_size(3)?;
/// assert_eq!((and.n_samples(), and.ranges()), (4, [[0.0, 1.0], [0.0, 1.0]].as_slice()));
/// let mut perceptron = Perceptron::new(and.ranges().to_vec(), 1)?;
/// let history = perceptron.train_lazy(&and, Delta::new())?;
/// assert_eq!(history.last_error(), 0.0);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone)]
pub struct LazyDataset {
    frame: LazyFrame,
    columns: Columns,
    n_samples: usize,
    ranges: Vec<[f64; 2]>,
    batch_size: NonZeroUsize,
    /// The first rows.
    head: Dataset,
}

/// The columns that are read, and the classes of each target of text.
#[derive(Clone)]
struct Columns {
    inputs: Vec<String>,
    targets: Vec<Target>,
    classes: Vec<Option<Vec<String>>>,
    /// The numbers of the classes, where the only target holds these.
    numbers: Option<Vec<f64>>,
}

impl LazyDataset {
    /// The named columns of a `LazyFrame` as inputs and targets.
    ///
    /// Reads all rows once: what is missing or of the wrong kind is found here,
    /// and classes, ranges and the number of samples are known afterwards.
    ///
    /// # Errors
    ///
    /// As [`Dataset::from_frame`], and [`Error::Batch`] if polars cannot read
    /// the rows.
    pub fn new(
        frame: LazyFrame,
        inputs: impl IntoIterator<Item = impl Into<String>>,
        targets: impl IntoIterator<Item = impl Into<Target>>,
    ) -> Result<Self> {
        let (inputs, targets) = (strings(inputs), super::target::targets(targets));
        let frame = chosen(frame, &inputs, &targets)?;
        let mut columns =
            Columns { classes: vec![None; targets.len()], inputs, targets, numbers: None };
        let batch_size = NonZeroUsize::new(BATCH).unwrap_or(NonZeroUsize::MIN);
        let found = Survey::of(&frame, &columns, batch_size)?;
        let (classes, ends) = (found.classes()?, found.ends());
        let (ranges, n_samples) = (found.ranges, found.rows);
        let head = found.head.ok_or(Error::Empty { what: "inputs", expected: "sample" })?;
        columns.classes = classes;
        let mut head = columns.dataset(&head)?;
        // the first rows may lack a class, and numbers may look like two of them
        if columns.classes.iter().all(Option::is_none) {
            head = head.with_ends(ends);
        }
        Ok(Self { frame, columns, n_samples, ranges, batch_size, head })
    }

    /// The number of rows in memory at a time (1 or more, default 4,096), and a
    /// few such batches more in polars' own buffers.
    ///
    /// # Errors
    ///
    /// [`Error::Parameter`] for 0.
    pub fn batch_size(mut self, rows: usize) -> Result<Self> {
        self.batch_size = NonZeroUsize::new(rows).ok_or_else(|| Error::Parameter {
            name: "batch_size".to_owned(),
            expected: "at least 1 row",
            found: "0".to_owned(),
        })?;
        Ok(self)
    }

    /// The same data with targets that stand for classes, as
    /// [`Dataset::targets_as_classes`] makes them. Reads all rows once.
    ///
    /// # Errors
    ///
    /// As [`Dataset::targets_as_classes`], and [`Error::Batch`] if polars cannot
    /// read the rows.
    ///
    /// # Examples
    ///
    /// ```
    /// use percept::LazyDataset;
    /// use percept::polars::prelude::*;
    ///
    /// let frame = df!("size" => [0.1, 0.2, 0.9, 0.5], "class" => [1, 1, 3, 2])?;
    /// let data = LazyDataset::new(frame.lazy(), ["size"], ["class"])?.targets_as_classes()?;
    /// assert_eq!(data.head().class_names().unwrap(), ["1", "2", "3"]);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn targets_as_classes(mut self) -> Result<Self> {
        if self.head.class_names().is_some() {
            return Ok(self);
        }
        let (name, mut all) = (self.head.target_names().concat(), Vec::new());
        self.each(&mut |batch, row| {
            let found = batch.whole_numbers().map_err(|error| error.after_rows(row))?;
            all = distinct(&[all.as_slice(), &found].concat());
            // numbers to predict are not read to their end
            if all.len() > MAX_CLASSES { check_count(&name, all.len()) } else { Ok(()) }
        })?;
        check_few(&name, all.len(), self.n_samples)?;
        check_count(&name, all.len())?;
        self.head = self.head.numbered(&all)?;
        self.columns.numbers = Some(all);
        Ok(self)
    }

    /// How many samples there are.
    #[must_use]
    pub fn n_samples(&self) -> usize {
        self.n_samples
    }

    /// The smallest and the largest value of each input, in their order.
    #[must_use]
    pub fn ranges(&self) -> &[[f64; 2]] {
        &self.ranges
    }

    /// The first samples (at most 1,000), as a data set that shows itself.
    #[must_use]
    pub fn head(&self) -> &Dataset {
        &self.head
    }
}

impl fmt::Debug for LazyDataset {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "LazyDataset({}, {}, {})",
            count(self.n_samples, "sample"),
            count(self.head.n_inputs(), "input"),
            count(self.head.n_targets(), "target")
        )
    }
}

impl Batches for LazyDataset {
    fn names(&self) -> &Dataset {
        &self.head
    }

    fn each(&self, visit: &mut dyn FnMut(&Dataset, usize) -> Result<()>) -> Result<()> {
        let mut row = 0;
        each_frame(&self.frame, self.batch_size, &mut |batch| {
            let data = self.columns.dataset(&batch).map_err(|error| error.after_rows(row))?;
            visit(&data, row)?;
            row += batch.height();
            Ok(())
        })?;
        if row == self.n_samples {
            return Ok(());
        }
        let (rows, before) = (count(row, "row"), self.n_samples);
        let reason = format!(
            "it has {rows}, but had {before} when it was first read; a table must not change \
             while it is learnt from: make the `LazyDataset` anew"
        );
        Err(Error::Batch { reason })
    }
}

impl Columns {
    fn inputs(&self, batch: &DataFrame) -> Result<Vec<Column>> {
        let mut inputs = Vec::with_capacity(self.inputs.len());
        for name in &self.inputs {
            inputs.push(input(batch, name)?);
        }
        Ok(inputs)
    }

    fn dataset(&self, batch: &DataFrame) -> Result<Dataset> {
        let mut targets = Vec::with_capacity(self.targets.len());
        for (known, classes) in self.targets.iter().zip(&self.classes) {
            let column = target(batch, known)?;
            targets.push(match known.classes() {
                Some(_) => column,
                None => column.with_known(classes.as_deref())?,
            });
        }
        let data = Dataset::from_columns(self.inputs(batch)?, targets)?;
        match &self.numbers {
            Some(all) => data.numbered(all),
            None => Ok(data),
        }
    }
}

/// What the first reading finds.
struct Survey<'a> {
    columns: &'a Columns,
    rows: usize,
    ranges: Vec<[f64; 2]>,
    labels: Vec<Option<BTreeSet<String>>>,
    /// By target of numbers, its two values at most; `None` if there are more.
    values: Vec<Option<Vec<f64>>>,
    head: Option<DataFrame>,
}

impl<'a> Survey<'a> {
    fn of(frame: &LazyFrame, columns: &'a Columns, batch_size: NonZeroUsize) -> Result<Self> {
        let labels = vec![None; columns.targets.len()];
        let values = vec![Some(Vec::new()); columns.targets.len()];
        let mut survey = Self { columns, rows: 0, ranges: Vec::new(), labels, values, head: None };
        each_frame(frame, batch_size, &mut |batch| {
            survey.add(&batch).map_err(|error| error.after_rows(survey.rows))?;
            survey.rows += batch.height();
            Ok(())
        })?;
        Ok(survey)
    }

    fn add(&mut self, batch: &DataFrame) -> Result<()> {
        if batch.height() == 0 {
            return Ok(());
        }
        for (i, known) in self.columns.targets.iter().enumerate() {
            self.add_target(i, target(batch, known)?)?;
        }
        for (i, column) in self.columns.inputs(batch)?.into_iter().enumerate() {
            column.check()?;
            self.add_range(i, &column.values);
        }
        if self.head.is_none() {
            self.head = Some(batch.head(Some(1000)));
        }
        Ok(())
    }

    fn add_range(&mut self, i: usize, values: &Values) {
        let Values::Numbers(values) = values else { return };
        if i == self.ranges.len() {
            self.ranges.push([values[0]; 2]);
        }
        for value in values {
            self.ranges[i] = widened(self.ranges[i], *value);
        }
    }

    fn add_target(&mut self, i: usize, column: Column) -> Result<()> {
        let labels = match column.values {
            Values::Classes { labels, .. } => labels,
            Values::Numbers(ref values) => {
                column.check()?;
                self.add_values(i, values);
                return Ok(());
            }
        };
        let known = self.labels[i].get_or_insert_default();
        known.extend(labels);
        // a column of names is not read to its end
        if known.len() > MAX_CLASSES {
            return Err(Error::Classes {
                column: column.name,
                found: known.len(),
                most: MAX_CLASSES,
            });
        }
        Ok(())
    }

    fn add_values(&mut self, i: usize, values: &[f64]) {
        for value in values {
            let Some(known) = &mut self.values[i] else { return };
            if !known.contains(value) {
                known.push(*value);
            }
            if known.len() > 2 {
                self.values[i] = None;
            }
        }
    }

    /// The two values of each target, if each has two in the whole table.
    fn ends(&self) -> Option<Vec<[f64; 2]>> {
        let mut found = Vec::with_capacity(self.values.len());
        for values in &self.values {
            let (first, last) = (values.as_ref()?.first()?, values.as_ref()?.last()?);
            // never −0
            found.push([first.min(*last) + 0.0, first.max(*last) + 0.0]);
        }
        settled(found)
    }

    fn classes(&self) -> Result<Vec<Option<Vec<String>>>> {
        let mut all = Vec::with_capacity(self.labels.len());
        for (labels, target) in self.labels.iter().zip(&self.columns.targets) {
            if labels.as_ref().is_some_and(|labels| labels.len() < 2) {
                let column = target.name().to_owned();
                return Err(Error::Classes { column, found: 1, most: MAX_CLASSES });
            }
            all.push(labels.clone().map(|labels| labels.into_iter().collect()));
        }
        Ok(all)
    }
}

/// Only the columns that are asked for, so that no other is read.
fn chosen(mut frame: LazyFrame, inputs: &[String], targets: &[Target]) -> Result<LazyFrame> {
    if inputs.is_empty() {
        return Err(Error::Empty { what: "inputs", expected: "input column" });
    }
    if targets.is_empty() {
        return Err(Error::Empty { what: "targets", expected: "target column" });
    }
    let mut names = inputs.to_vec();
    names.extend(targets.iter().map(|target| target.name().to_owned()));
    check_names("column", &names, names.len())?;
    let schema = frame.collect_schema().map_err(|problem| said(&problem))?;
    for name in &names {
        if !schema.iter_names().any(|known| known == name) {
            let known = strings(schema.iter_names_cloned());
            return Err(Error::UnknownName { kind: "column", name: name.clone(), known });
        }
    }
    Ok(frame.select([by_name(names, true, false).as_expr()]))
}

fn said(problem: &PolarsError) -> Error {
    Error::Batch { reason: problem.to_string() }
}

/// Reads ahead in a thread of its own, by a batch.
fn each_frame(
    frame: &LazyFrame,
    rows: NonZeroUsize,
    visit: &mut dyn FnMut(DataFrame) -> Result<()>,
) -> Result<()> {
    let (send, batches) = sync_channel(1);
    // polars stops reading where it gets `true`: no more rows are needed
    let hand_over = PlanCallback::new(move |batch| Ok(send.send(batch).is_err()));
    let frame = frame.clone().sink_batches(hand_over, true, Some(rows));
    let frame = frame.map_err(|problem| said(&problem))?;
    thread::scope(|scope| {
        let reading = scope.spawn(move || frame.collect_with_engine(Engine::Streaming).map(drop));
        let visited = visit_all(batches, visit);
        // joined in any case: its panic would become ours
        let read = ended(reading.join());
        visited.and(read)
    })
}

/// Drops the receiver at its end, so that the reading thread does not wait.
fn visit_all(
    batches: Receiver<DataFrame>,
    visit: &mut dyn FnMut(DataFrame) -> Result<()>,
) -> Result<()> {
    for batch in batches {
        visit(batch)?;
    }
    Ok(())
}

fn ended(reading: thread::Result<PolarsResult<()>>) -> Result<()> {
    match reading {
        Ok(result) => result.map_err(|problem| said(&problem)),
        Err(_) => Err(Error::Batch { reason: "its reader stopped with a panic".to_owned() }),
    }
}
