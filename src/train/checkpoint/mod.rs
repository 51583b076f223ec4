//! The state of a run, kept from time to time, so that it can go on after its
//! process was killed.

pub(crate) mod identity;
pub(crate) mod tape;

use std::fmt;
use std::io::Write;
use std::sync::Arc;
use std::time::{Duration, Instant};

use super::bounds::at_least_1;
use super::progress::Progress;
use crate::error::{Error, Result};
use crate::train::Stop;
use identity::Identity;
use tape::Tape;

/// The part of a run's time that writing may take; where an epoch takes less
/// than a write, some checkpoints are left out.
const SHARE: u32 = 10;

/// A run after one of its epochs.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Checkpoint {
    pub(crate) identity: Identity,
    pub(crate) epochs: usize,
    /// Whether the run had ended for another reason than time or interruption.
    pub(crate) finished: bool,
    /// What [`Tape`] made of it.
    pub(crate) state: Vec<u8>,
}

/// A place for one checkpoint, wherever that is.
pub(crate) trait Store: fmt::Debug + Send + Sync {
    /// What users know it by.
    fn name(&self) -> String;

    /// The checkpoint that is there, if something is there.
    fn read(&self) -> Result<Option<Checkpoint>>;

    /// Replaces the one that is there, or leaves that as it is.
    fn write(&self, checkpoint: &Checkpoint) -> Result<()>;

    /// Says why what is there cannot be resumed.
    fn unread(&self, reason: &str) -> Error;
}

/// What a trainer was told of checkpoints.
#[derive(Clone, Debug, Default)]
pub(crate) struct Checkpoints {
    to: Option<Arc<dyn Store>>,
    every: usize,
    from: Option<Arc<dyn Store>>,
}

impl PartialEq for Checkpoints {
    fn eq(&self, other: &Self) -> bool {
        let name = |store: &Option<Arc<dyn Store>>| store.as_ref().map(|store| store.name());
        self.every == other.every
            && name(&self.to) == name(&other.to)
            && name(&self.from) == name(&other.from)
    }
}

impl Checkpoints {
    pub(crate) fn write_to(&mut self, store: Arc<dyn Store>, every: usize) {
        (self.to, self.every) = (Some(store), every);
    }

    pub(crate) fn read_from(&mut self, store: Arc<dyn Store>) {
        self.from = Some(store);
    }

    pub(crate) fn check(&self) -> Result<()> {
        if self.to.is_some() { at_least_1("checkpoint", self.every) } else { Ok(()) }
    }

    /// Finds what is to be resumed by a run of at most the given number of
    /// epochs. The identity is asked for only where it matters.
    pub(crate) fn begin(
        &self,
        epochs: usize,
        identity: impl FnOnce() -> Result<Identity>,
    ) -> Result<Keeper> {
        let mut keeper = Keeper {
            to: self.to.clone(),
            every: self.every,
            identity: Identity::default(),
            resumed: None,
            written: None,
            problem: None,
        };
        if self.to.is_none() && self.from.is_none() {
            return Ok(keeper);
        }
        keeper.identity = identity()?;
        let same =
            self.from.as_ref().map(|from| from.name()) == self.to.as_ref().map(|to| to.name());
        if let Some(from) = &self.from {
            keeper.resumed = Self::found(from, same, epochs, &keeper.identity)?;
        }
        match &self.to {
            Some(to) if !same => check_free(to)?,
            _ => {}
        }
        Ok(keeper)
    }

    /// What is to be resumed; nothing if the run is the first to write there.
    fn found(
        from: &Arc<dyn Store>,
        may_begin: bool,
        epochs: usize,
        identity: &Identity,
    ) -> Result<Option<Resumed>> {
        let Some(checkpoint) = from.read()? else {
            if may_begin {
                return Ok(None);
            }
            return Err(from.unread(
                "there is no checkpoint; a run that has `checkpoint` with the same path begins \
                 anew where there is none",
            ));
        };
        identity.check(&checkpoint.identity)?;
        if epochs < checkpoint.epochs {
            return Err(Error::Shape {
                what: "resume",
                expected: format!(
                    "`epochs` of at least {}, as many as the checkpoint has run",
                    checkpoint.epochs
                ),
                found: epochs.to_string(),
            });
        }
        let (epochs, tape) = (checkpoint.epochs, Tape::recorded(checkpoint.state));
        Ok(Some(Resumed { store: from.clone(), epochs, tape }))
    }
}

/// Refuses to write over a run that could still go on.
fn check_free(to: &Arc<dyn Store>) -> Result<()> {
    match to.read()? {
        Some(checkpoint) if !checkpoint.finished => Err(Error::Shape {
            what: "checkpoint",
            expected: "a path without the checkpoint of an unfinished run (`resume` with the same \
                     path goes on with that run; delete the file to begin anew)"
                .to_owned(),
            found: format!("{}, with a run of {} epochs", to.name(), checkpoint.epochs),
        }),
        _ => Ok(()),
    }
}

/// A run to go on with.
pub(crate) struct Resumed {
    store: Arc<dyn Store>,
    epochs: usize,
    tape: Tape,
}

impl Resumed {
    /// Gives the state back to a run, which says how many epochs it then has.
    pub(crate) fn give(mut self, take: impl FnOnce(&mut Tape) -> usize) -> Result<()> {
        let epochs = take(&mut self.tape);
        if self.tape.is_whole() && epochs == self.epochs && epochs > 0 {
            return Ok(());
        }
        Err(self.store.unread("its state does not fit to the run that it says it is of"))
    }
}

/// The checkpoints of one run.
pub(crate) struct Keeper {
    to: Option<Arc<dyn Store>>,
    every: usize,
    identity: Identity,
    resumed: Option<Resumed>,
    /// When the last was written, and how long that took.
    written: Option<(Instant, Duration)>,
    /// Why the last could not be written.
    problem: Option<String>,
}

impl Keeper {
    /// What the run is to go on with, once.
    pub(crate) fn resumed(&mut self) -> Option<Resumed> {
        self.resumed.take()
    }

    /// Why the last checkpoint could not be written.
    pub(crate) fn problem(&self) -> Option<&str> {
        self.problem.as_deref()
    }

    /// Keeps the state after the given number of epochs. Gives a line for the
    /// user where that is no longer possible.
    ///
    /// # Errors
    ///
    /// If the first cannot be written: nothing is lost yet.
    pub(crate) fn keep<W: Write>(
        &mut self,
        epochs: usize,
        stop: Option<Stop>,
        state: Tape,
        progress: &mut Progress<W>,
    ) -> Result<()> {
        let Some(to) = &self.to else { return Ok(()) };
        let begin = Instant::now();
        let finished = stop.is_some_and(|stop| !matches!(stop, Stop::TimeUp | Stop::Interrupted));
        let (identity, state) = (self.identity.clone(), state.into_bytes());
        let done = to.write(&Checkpoint { identity, epochs, finished, state });
        let first = self.written.is_none();
        self.written = Some((Instant::now(), begin.elapsed()));
        match done {
            Ok(()) => {
                self.problem = None;
            }
            Err(problem) if first => return Err(problem),
            Err(problem) => {
                let again = self.problem.is_some();
                let problem = format!("The checkpoint of epoch {epochs} is missing: {problem}");
                if !again {
                    progress.say(&problem);
                }
                self.problem = Some(problem);
            }
        }
        Ok(())
    }

    #[cfg(feature = "networks")]
    /// Whether there are checkpoints to write.
    pub(crate) fn is_on(&self) -> bool {
        self.to.is_some()
    }

    /// Whether it is time for a checkpoint after the given number of epochs; before
    /// the first there is nothing to go on with.
    pub(crate) fn is_due(&self, epochs: usize, stop: Option<Stop>) -> bool {
        if self.to.is_none() || epochs == 0 {
            return false;
        }
        let Some((when, took)) = self.written else { return true };
        stop.is_some() || epochs.is_multiple_of(self.every) && when.elapsed() >= took * SHARE
    }
}
