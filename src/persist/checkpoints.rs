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
            /// Writes where the run stands to a file: after the first epoch, every
            /// `every` epochs (1 or more), and at the end. A run that was killed
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
            ///
            /// # Examples
            ///
            /// ```
            /// use percept::{Delta, Perceptron, toy};
            ///
            /// let xor = toy::xor()?;
            /// let path = std::env::temp_dir().join(format!("percept-checkpoint-{}", std::process::id()));
            /// let mut perceptron = Perceptron::new(xor.ranges(), 1)?;
            /// perceptron.train(&xor, Delta::new().epochs(10).checkpoint(&path, 5))?;
            /// let mut again = Perceptron::new(xor.ranges(), 1)?;
            /// let history = again.train(&xor, Delta::new().epochs(20).resume(&path))?;
            /// assert_eq!(history.epochs(), 20);
            /// # std::fs::remove_file(path).ok();
            /// # Ok::<(), percept::Error>(())
            /// ```
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
            /// change. A time limit counts from where the run goes on. The
            /// checkpoint of a run that came to its end gives that end, without an
            /// epoch more.
            ///
            /// If [`checkpoint`](Self::checkpoint) has the same path, the run
            /// begins anew where no file is yet, so that one cell does for both.
            /// Without it a missing file is an error.
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

#[cfg(all(test, feature = "networks"))]
mod tests {
    use super::*;
    use crate::data::{Dataset, toy};
    use crate::network::{Competitive, Elman, FeedForward, Perceptron};

    /// Runs up to an epoch, with the file of its checkpoints, from there on or
    /// from the start; gives the weights.
    type Train<'a> = dyn FnMut(usize, &Path, bool) -> Result<Vec<f64>> + 'a;

    /// Puts strange words into the state of a run of five epochs, with a
    /// checksum that fits, and goes on; counts what was refused and tried.
    fn refused(name: &str, train: &mut Train<'_>) -> Result<(usize, usize)> {
        let file = format!("percept_{}_strange_{name}", std::process::id());
        let path = std::env::temp_dir().join(file);
        let _ = fs::remove_file(&path);
        train(5, &path, false)?;
        let Some(good) = CheckpointFile(path.clone()).read()? else { return Ok((0, 0)) };
        assert_eq!(decoded(&encoded(&good)).as_ref(), Some(&good));
        let strange = [u64::MAX, 0, 1 << 62, 7, f64::NAN.to_bits(), (-1.0_f64).to_bits()];
        let (mut refused, mut tried) = (0, 0);
        for place in (0..good.state.len() / 8).map(|word| 8 * word) {
            // every length and number of an epoch, and some of the other numbers
            let before = good.state[place..].first_chunk().map(|word| u64::from_le_bytes(*word));
            if before > Some(1 << 32) && place % 40 > 0 {
                continue;
            }
            let word = strange[(place / 8 + place / 48) % strange.len()];
            let mut bad = good.clone();
            bad.state[place..place + 8].copy_from_slice(&word.to_le_bytes());
            replace(&path, &encoded(&bad))?;
            match train(8, &path, true) {
                Ok(numbers) => assert!(numbers.iter().all(|number| number.is_finite())),
                Err(_) => refused += 1,
            }
            tried += 1;
        }
        let _ = fs::remove_file(path);
        Ok((refused, tried))
    }

    #[test]
    fn strange_states_are_refused_or_learnt_from() {
        let data = toy::xor().unwrap();
        let layers = FeedForward::new(data.ranges(), [2, 1]).unwrap();
        let trainers: [fn(usize) -> Trainer; 9] = [
            |n| GradientDescent::new().batch_size(3).adaptive().epochs(n).goal(0.0).into(),
            |n| Rprop::new().epochs(n).goal(0.0).into(),
            |n| Adam::new().online().epochs(n).goal(0.0).into(),
            |n| {
                let held_out = toy::xor().unwrap();
                Adam::new().batch_size(2).validation(&held_out).epochs(n).goal(0.0).into()
            },
            |n| Bfgs::new().epochs(n).goal(0.0).into(),
            |n| LBfgs::new().epochs(n).goal(0.0).into(),
            |n| ConjugateGradient::new().epochs(n).goal(0.0).into(),
            |n| NewtonCg::new().epochs(n).goal(0.0).into(),
            |n| LevenbergMarquardt::new().epochs(n).goal(0.0).into(),
        ];
        let (mut all_refused, mut all_tried) = (0, 0);
        let mut count = |counted: Result<(usize, usize)>| {
            let (refused, tried) = counted.unwrap();
            all_refused += refused;
            all_tried += tried;
            assert!(refused > 0 && refused < tried, "{refused} of {tried}");
        };
        for (number, trainer) in trainers.into_iter().enumerate() {
            count(refused(&number.to_string(), &mut |epochs, path, resume| {
                let trainer = trainer(epochs);
                let mut network = layers.clone();
                let trainer =
                    if resume { trainer.resume(path) } else { trainer.checkpoint(path, 1) };
                network.train(&data, trainer).map(|_| network.parameters().to_vec())
            }));
        }
        let sequence = Dataset::new([0.5, -0.5, -0.5, 0.5], [0.0, 1.0, 0.0, 0.0]).unwrap();
        count(refused("sequence", &mut |epochs, path, resume| {
            let mut network = Elman::new(sequence.ranges(), [2, 1]).unwrap().keep_context();
            let trainer = Rprop::new().epochs(epochs).goal(0.0);
            let trainer = if resume { trainer.resume(path) } else { trainer.checkpoint(path, 1) };
            network.train(&sequence, trainer)?;
            Ok([network.parameters(), network.context()].concat())
        }));
        count(refused("neuron", &mut |epochs, path, resume| {
            let mut network = Perceptron::new(data.ranges(), 1).unwrap();
            let trainer = Delta::new().epochs(epochs).goal(0.0).validation(&data);
            let trainer = if resume { trainer.resume(path) } else { trainer.checkpoint(path, 1) };
            network.train(&data, trainer)?;
            Ok(network.weights().iter().chain(network.biases()).copied().collect())
        }));
        count(refused("prototypes", &mut |epochs, path, resume| {
            let mut network = Competitive::new(data.ranges(), 2).unwrap();
            let trainer = WinnerTakeAll::new().epochs(epochs).goal(0.0).validation(&data);
            let trainer = if resume { trainer.resume(path) } else { trainer.checkpoint(path, 1) };
            network.train(&data, trainer)?;
            Ok(network.prototypes().iter().copied().collect())
        }));
        assert!(all_tried > 400, "{all_refused} of {all_tried}");
    }
}
