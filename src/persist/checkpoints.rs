//! Checkpoints in files: where a run of training stands, with what it is of.
//!
//! A line that says what the file is, a line of JSON that says of what run, the
//! state as it is, and 4 bytes with the CRC-32 of all before them.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde_json::{Value, json};

use super::checksum::crc32;
use super::{files, replace, unread};
use crate::error::{Error, Result};
#[cfg(feature = "networks")]
use crate::train::{
    Adam, Bfgs, ConjugateGradient, GradientDescent, LBfgs, LevenbergMarquardt, LvqRule, NewtonCg,
    Rprop, Trainer, WinnerTakeAll,
};
use crate::train::{Checkpoint, Delta, Identity, Store};

const FIRST_LINE: &[u8] = b"percept checkpoint 1\n";

/// Gives a trainer what writes and resumes checkpoints.
macro_rules! checkpoints {
    ($($type:ident),*) => {$(
        impl $type {
            /// Writes where the run stands to a file: after the first epoch, after
            /// every so many (1 or more), and at the end. A run that was killed
            /// goes on from there with [`resume`](Self::resume).
            ///
            /// The file is replaced as a whole, and holds everything that the run
            /// needs: weights, errors, what the trainer remembers, the order of
            /// the samples. Where epochs are quick, some checkpoints are left out,
            /// so that writing takes about a tenth of the time at most.
            ///
            /// A run refuses to begin where the checkpoint of another, unfinished
            /// one is. If the first checkpoint cannot be written, `train` gives
            /// the error. If a later one cannot, the run says so, goes on and
            /// tries again at the next;
            /// [`History::checkpoint_problem`](crate::History::checkpoint_problem)
            /// says what is missing at the end.
            #[doc(alias = "ModelCheckpoint")]
            pub fn checkpoint(mut self, path: impl AsRef<Path>, every: usize) -> Self {
                self.checkpoints_mut().write_to(CheckpointFile::at(path.as_ref()), every);
                self
            }

            /// Goes on with the run whose checkpoint is in a file: to the same
            /// bits as if it had never stopped. The weights of the network that
            /// is trained are those of the checkpoint from then on.
            ///
            /// Network, trainer and data have to be the same as before, or
            /// `train` says what differs; `epochs`, `time_limit` and `show` may
            /// change. A time limit counts from where the run goes on. If
            /// [`checkpoint`](Self::checkpoint) has the same path, the run begins
            /// anew where no file is yet, so that one cell does for both;
            /// without it a missing file is an error.
            pub fn resume(mut self, path: impl AsRef<Path>) -> Self {
                self.checkpoints_mut().read_from(CheckpointFile::at(path.as_ref()));
                self
            }
        }
    )*};
}

checkpoints!(Delta);
#[cfg(feature = "networks")]
checkpoints!(
    Adam,
    Bfgs,
    ConjugateGradient,
    GradientDescent,
    LBfgs,
    LevenbergMarquardt,
    LvqRule,
    NewtonCg,
    Rprop,
    Trainer,
    WinnerTakeAll
);

#[derive(Debug)]
struct CheckpointFile(PathBuf);

impl CheckpointFile {
    fn at(path: &Path) -> Arc<dyn Store> {
        Arc::new(Self(path.to_owned()))
    }
}

impl Store for CheckpointFile {
    fn name(&self) -> String {
        self.0.display().to_string()
    }

    fn read(&self) -> Result<Option<Checkpoint>> {
        let content = match files::check_readable(&self.0).and_then(|()| fs::read(&self.0)) {
            Ok(content) => content,
            Err(problem) if problem.kind() == ErrorKind::NotFound => return Ok(None),
            Err(problem) => return Err(unread(&self.0, problem)),
        };
        match decoded(&content) {
            Some(checkpoint) => Ok(Some(checkpoint)),
            None if content.starts_with(FIRST_LINE) => {
                Err(self.unread("the checkpoint is damaged; delete the file to begin anew"))
            }
            None => Err(self.unread(
                "it is not a checkpoint of this version; name another file, or delete this one",
            )),
        }
    }

    fn write(&self, checkpoint: &Checkpoint) -> Result<()> {
        replace(&self.0, &encoded(checkpoint))
    }

    fn unread(&self, reason: &str) -> Error {
        unread(&self.0, reason)
    }
}

fn encoded(checkpoint: &Checkpoint) -> Vec<u8> {
    let Checkpoint { identity, epochs, finished, state } = checkpoint;
    let run = json!({ "epochs": epochs, "finished": finished, "run": identity.0 });
    let mut content = FIRST_LINE.to_vec();
    content.extend_from_slice(run.to_string().as_bytes());
    content.push(b'\n');
    content.extend_from_slice(state);
    content.extend_from_slice(&crc32(content.iter().copied()).to_le_bytes());
    content
}

/// What a file holds; `None` where it is damaged.
fn decoded(content: &[u8]) -> Option<Checkpoint> {
    let (content, sum) = content.split_last_chunk()?;
    if crc32(content.iter().copied()) != u32::from_le_bytes(*sum) {
        return None;
    }
    let content = content.strip_prefix(FIRST_LINE)?;
    let end = content.iter().position(|byte| *byte == b'\n')?;
    let (run, state) = content.split_at_checked(end)?;
    let run: Value = std::str::from_utf8(run).ok()?.parse().ok()?;
    let mut identity = Identity::default();
    for pair in run["run"].as_array()? {
        identity.add(pair[0].as_str()?, pair[1].as_str()?);
    }
    Some(Checkpoint {
        identity,
        epochs: usize::try_from(run["epochs"].as_u64()?).ok()?,
        finished: run["finished"].as_bool()?,
        state: state.get(1..)?.to_vec(),
    })
}
