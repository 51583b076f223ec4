//! Weights of inputs that are the pixels of an image, as images themselves.

use crate::chart::{Chart, short};
use crate::data::strings;
use crate::error::{Result, count};
use crate::network::{FeedForward, Perceptron};
use crate::notebook::Table;
use crate::view::data::images::{MAX_IMAGES, chart, check};
use crate::view::parts::pattern_image::{Pixels, Tones};

impl Perceptron {
    /// The weights of each neuron as a small image, for inputs that are pixels,
    /// row by row from the top: purple where a pixel speaks for the output,
    /// brown where it speaks against it. Up to 20 neurons are drawn.
    ///
    /// # Errors
    ///
    /// [`Error::Shape`](crate::Error::Shape) if there are not `width` × `height`
    /// inputs.
    ///
    /// # Examples
    ///
    /// ```
    /// use percept::Perceptron;
    ///
    /// let corner = Perceptron::by_hand([1.0, 0.5, 0.5, -1.0], 1.0)?;
    /// let said = corner.weights_as_images(2, 2)?.to_string();
    /// assert!(said.contains("The largest size of a weight is 1."));
    /// # Ok::<(), percept::Error>(())
    /// ```
    #[doc(alias = "imshow")]
    pub fn weights_as_images(&self, width: usize, height: usize) -> Result<Chart> {
        check("weights_as_images", self.n_inputs(), [width, height])?;
        let names = match self.class_names() {
            Some(names) if names.len() == self.n_neurons() => names.to_vec(),
            _ => numbered(self.n_neurons()),
        };
        Ok(images(&names, [width, height], &|neuron| self.weight_row(neuron).to_vec()))
    }
}

impl FeedForward {
    /// The weights of each neuron of the first layer as a small image, for inputs
    /// that are pixels, row by row from the top: purple where a pixel raises the
    /// weighted sum, brown where it lowers it. Up to 20 neurons are drawn.
    ///
    /// # Errors
    ///
    /// [`Error::Shape`](crate::Error::Shape) if there are not `width` × `height`
    /// inputs.
    #[doc(alias = "imshow")]
    pub fn weights_as_images(&self, width: usize, height: usize) -> Result<Chart> {
        check("weights_as_images", self.n_inputs(), [width, height])?;
        let layers = self.layers();
        let weights = &layers[0].weights;
        let row = |neuron: usize| weights.row(neuron).to_vec();
        Ok(images(&numbered(weights.n_rows()), [width, height], &row))
    }
}

fn numbered(n: usize) -> Vec<String> {
    (1..=n).map(|neuron| format!("neuron {neuron}")).collect()
}

fn images(
    names: &[String],
    [width, height]: [usize; 2],
    weights: &dyn Fn(usize) -> Vec<f64>,
) -> Chart {
    let pixels = Pixels::of(width * height, Some(width));
    let shown = names.len().min(MAX_IMAGES);
    let mut largest = 0.0_f64;
    for neuron in 0..shown {
        for weight in weights(neuron) {
            largest = largest.max(weight.abs());
        }
    }
    let tones = Tones::of_weights(largest);
    let mut all = Vec::new();
    let mut table = Table::new(strings(["neuron", "lowest weight", "highest weight"]));
    for (neuron, name) in names.iter().enumerate().take(shown) {
        let own = weights(neuron);
        let [low, high] = crate::view::perceptron::weights::reach(&own);
        table.push([name.clone(), short(low), short(high)]);
        all.push(own);
    }
    let mut words = vec![format!(
        "Purple: positive weights. Brown: negative. The largest size of a weight is {}.",
        short(largest)
    )];
    if shown < names.len() {
        words.push(format!("The first {shown} of {} are drawn.", count(names.len(), "neuron")));
    }
    words.extend(pixels.thinning());
    let title = format!("Weights as images of {width} × {height} pixels");
    chart(title, words, pixels.sheet(&all, &names[..shown], tones), table)
}
