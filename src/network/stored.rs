//! What networks without layers say of themselves to a file, and how they are
//! made again from that: by the same constructors, so that a changed file is
//! checked as a new network would be.

use super::perceptron::stored::{check_length, ends_content};
use crate::data::{Dataset, ends_of};
use crate::error::Result;
use crate::fields::{Content, Fields, Stored, wrong};
use crate::network::layers::names::restored_ends;
use crate::network::memory::hopfield::Rule;
use crate::network::{Competitive, Grnn, Hamming, Hopfield, Lvq, Names, Pnn};

impl Stored for Competitive {
    const KIND: &'static str = "competitive network";

    fn state(&self) -> Content {
        Content::object([
            ("ranges", self.ranges().into()),
            ("prototypes", (&self.prototypes).into()),
            ("seed", self.seed_used().into()),
            ("input_names", self.given_input_names().into()),
        ])
    }

    fn restored(state: &mut Fields) -> Result<Self> {
        let (ranges, prototypes) = (state.rows("ranges")?, state.rows("prototypes")?);
        check_length("prototypes", ranges.n_rows(), prototypes.n_columns())?;
        let network = Self::new(ranges.into_array(), prototypes.n_rows())?;
        let mut network = network.seed(state.whole("seed")?);
        network.set_prototypes(prototypes.into_array())?;
        network.named(state.names("input_names")?)
    }
}

impl Stored for Lvq {
    const KIND: &'static str = "learning vector quantiser";

    fn state(&self) -> Content {
        let mut per_class = vec![0; self.n_classes()];
        for class in self.prototype_classes() {
            per_class[*class] += 1;
        }
        let mut state = Content::object([
            ("prototypes", (&self.prototypes).into()),
            ("per_class", Content::counts(&per_class)),
        ]);
        self.names().store(&mut state);
        state
    }

    fn restored(state: &mut Fields) -> Result<Self> {
        let (prototypes, per_class) = (state.rows("prototypes")?, state.counts("per_class")?);
        let inputs = prototypes.n_columns();
        let mut wanted: usize = 0;
        for count in &per_class {
            wanted = wanted.saturating_add(*count);
        }
        check_length("prototypes", wanted, prototypes.n_rows())?;
        // the ranges only say where prototypes begin
        let mut network = Self::new(vec![[0.0, 0.0]; inputs], per_class)?;
        network.set_prototypes(prototypes.into_array())?;
        let classes = network.n_classes();
        // two classes are one column or two
        let one = classes == 2 && state.length("target_names") != 2;
        let targets = if one { 1 } else { classes };
        *network.names_mut() = Names::restored_for(state, inputs, targets, classes)?;
        Ok(network)
    }
}

impl Stored for Hopfield {
    const KIND: &'static str = "Hopfield network";

    fn state(&self) -> Content {
        Content::object([
            ("patterns", self.pattern_matrix().into()),
            ("rule", rule_name(self.rule()).into()),
            ("max_steps", self.max_steps_used().into()),
            ("input_names", self.names().into()),
        ])
    }

    fn restored(state: &mut Fields) -> Result<Self> {
        // older files know one rule only
        let rule = match state.optional("rule") {
            None => Rule::Hebb,
            Some(Content::Text(name)) if name == rule_name(Rule::Hebb) => Rule::Hebb,
            Some(Content::Text(name)) if name == rule_name(Rule::Projection) => Rule::Projection,
            Some(other) => return Err(wrong("rule", "\"Hebb\" or \"projection\"", &other)),
        };
        let memory = Self::of(state.rows("patterns")?.into_array(), rule)?
            .named(state.names("input_names")?)?;
        Ok(memory.max_steps(state.count("max_steps")?))
    }
}

fn rule_name(rule: Rule) -> &'static str {
    match rule {
        Rule::Hebb => "Hebb",
        Rule::Projection => "projection",
    }
}

impl Stored for Hamming {
    const KIND: &'static str = "Hamming network";

    fn state(&self) -> Content {
        Content::object([
            ("patterns", self.pattern_matrix().into()),
            ("max_steps", self.max_steps_used().into()),
            ("input_names", self.names().into()),
        ])
    }

    fn restored(state: &mut Fields) -> Result<Self> {
        let memory =
            Self::new(state.rows("patterns")?.into_array())?.named(state.names("input_names")?)?;
        Ok(memory.max_steps(state.count("max_steps")?))
    }
}

impl Stored for Grnn {
    const KIND: &'static str = "generalised regression network";

    fn state(&self) -> Content {
        Content::object([("data", data_state(self.data())), ("spread", self.spread().into())])
    }

    fn restored(state: &mut Fields) -> Result<Self> {
        Self::new(&data(state)?, state.number("spread")?)
    }
}

impl Stored for Pnn {
    const KIND: &'static str = "probabilistic network";

    fn state(&self) -> Content {
        Content::object([("data", data_state(self.data())), ("spread", self.spread().into())])
    }

    fn restored(state: &mut Fields) -> Result<Self> {
        Self::new(&data(state)?, state.number("spread")?)
    }
}

fn data_state(data: &Dataset) -> Content {
    let mut state = Content::object([
        ("inputs", data.input_matrix().into()),
        ("targets", data.target_matrix().into()),
        ("input_names", data.given_input_names().into()),
        ("target_names", data.target_names().into()),
        ("class_names", data.class_names().into()),
    ]);
    // a part of some samples may know more than its targets say
    if let Some(ends) =
        data.ends().filter(|ends| ends_of(data.target_matrix()).as_deref() != Some(ends))
    {
        state.push("class_targets", ends_content(ends));
    }
    state
}

fn data(state: &mut Fields) -> Result<Dataset> {
    let mut fields = Fields::of("data", state.get("data")?)?;
    let mut data = Dataset::checked(fields.rows("inputs")?, fields.rows("targets")?)?;
    if let Some(names) = fields.names("input_names")? {
        data = data.name_inputs(names)?;
    }
    if let Some(names) = fields.names("target_names")? {
        data = data.name_targets(names)?;
    }
    if let Some(ends) = restored_ends(&mut fields, data.n_targets())? {
        data = data.with_ends(Some(ends));
    }
    let classes = fields.names("class_names")?;
    fields.done()?;
    data.labelled(classes)
}
