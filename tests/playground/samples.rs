// Written by tests/playground/sequences.js.
fn sample_1() -> Sample {
    let points = Dataset::new(
        [
            [-0.1, 1.3], [-0.7, -1.7], [-0.1, -1.8], [0.6, 0.9], [0.6, -1.0],
            [-0.053153963293880224, -0.919708070345223], [1.6, -0.8]
        ],
        [0, 0, 0, 1, 0, 1, 1],
    )?;
    let mut perceptron = Perceptron::new(points.ranges(), 1)?;
    perceptron.set_weights([[-1.0, -0.6]])?;
    perceptron.set_biases([0.9325741534121335])?;
    let mut errors: Vec<f64> = Vec::new();
    let history = perceptron.train(&points, Delta::new().learning_rate(0.1).epochs(4))?;
    errors.extend_from_slice(&history.errors()[..3]);
    let points = Dataset::new(
        [
            [-0.1, 1.3], [-0.7, -1.7], [-0.1, -1.8], [0.6, 0.9], [0.6, -1.0],
            [-0.053153963293880224, -0.919708070345223], [1.6, -0.8]
        ],
        [0, 0, 0, 1, 0, 1, 1],
    )?.shuffle(0)?;
    let history = perceptron.train(&points, Delta::new().learning_rate(0.1).epochs(3))?;
    errors.extend_from_slice(&history.errors()[..2]);
    let history = perceptron.train(&points, Delta::new().learning_rate(0.1).epochs(1))?;
    errors.extend_from_slice(history.errors());
    let samples = Dataset::new([[-0.053153963293880224, -0.919708070345223]], [1])?;
    perceptron.train(&samples, Delta::new().learning_rate(0.1).epochs(2))?;
    let samples = Dataset::new([[0.6, -1.0]], [0])?;
    perceptron.train(&samples, Delta::new().learning_rate(0.1).epochs(2))?;
    let samples = Dataset::new(
        [[1.6, -0.8], [-0.8, 0.3], [-0.7, -1.7], [0.6, 0.9], [-0.1, 1.3]],
        [1, 0, 0, 1, 0],
    )?;
    perceptron.train(&samples, Delta::new().learning_rate(0.1).epochs(2))?;
    let points = Dataset::new(
        [
            [-0.1, 1.3], [-0.7, -1.7], [-0.8, 0.3], [0.6, 0.9], [0.6, -1.0],
            [-0.053153963293880224, -0.919708070345223], [1.6, -0.8]
        ],
        [0, 0, 0, 1, 0, 0, 1],
    )?.shuffle(0)?;
    let history = perceptron.train(&points, Delta::new().learning_rate(0.1).epochs(1))?;
    errors.extend_from_slice(history.errors());
    let samples = Dataset::new(
        [[-0.053153963293880224, -0.919708070345223], [0.6, -1.0]],
        [0, 0],
    )?;
    perceptron.train(&samples, Delta::new().learning_rate(0.1).epochs(2))?;
    Ok((perceptron, errors, &[4595461696418522073, 4592448744394116307, 13818572208987753673], &[4613937818241073152, 4612811918334230528, 4612811918334230528, 4612811918334230528, 4609434218613702656, 4609434218613702656, 4609434218613702656]))
}
fn sample_2() -> Sample {
    let perceptron = Perceptron::new([[0.0, 1.0], [0.0, 1.0]], 1)?;
    let mut errors: Vec<f64> = Vec::new();
    errors.push(0.0);
    Ok((perceptron, errors, &[0, 0, 0], &[0]))
}
fn sample_3() -> Sample {
    let points = Dataset::new([[-0.0003873769720084965, 1.0], [0.1, 0.7]], [1, 0])?;
    let mut perceptron = Perceptron::new(points.ranges(), 1)?;
    perceptron.set_weights([[0.3, -1.3]])?;
    perceptron.set_biases([0.0])?;
    let history = perceptron.train(&points, Delta::new().learning_rate(3.0).epochs(3))?;
    Ok((perceptron, history.errors().to_vec(), &[13822489846504409271, 4602678819172646920, 0], &[4602678819172646912, 4602678819172646912, 4602678819172646912]))
}
fn sample_4() -> Sample {
    let points = Dataset::new(
        [
            [-0.8, -0.8], [5e-324, 494563647.5458741], [-0.025883722119033337, -0.0],
            [-341302704.06603813, 0.4], [1e16, 0.18744050711393356]
        ],
        [1, 0, 1, 1, 1],
    )?;
    let mut perceptron = Perceptron::new(points.ranges(), 1)?;
    let history = perceptron.train(&points, Delta::new().learning_rate(0.5).epochs(1))?;
    Ok((perceptron, history.errors().to_vec(), &[0, 0, 0], &[4611686018427387904]))
}
fn sample_5() -> Sample {
    let points = Dataset::new([[1.9, -0.9]], [0])?;
    let mut perceptron = Perceptron::new(points.ranges(), 1)?;
    perceptron.set_weights([[-0.3681609472259879, 2034288630820810.8]])?;
    perceptron.set_biases([5e-324])?;
    let mut errors: Vec<f64> = Vec::new();
    let history = perceptron.train(&points, Delta::new().learning_rate(0.9777920374867896).goal(0.0).epochs(2))?;
    errors.extend_from_slice(&history.errors()[..1]);
    let points = Dataset::new([[1.9, -0.9], [-0.8, 1e16]], [0, 0])?;
    let history = perceptron.train(&points, Delta::new().learning_rate(0.9777920374867896).epochs(2))?;
    errors.extend_from_slice(&history.errors()[..1]);
    let points = Dataset::new([[1.9, -0.9], [-0.8, 1e16]], [0, 1])?;
    let history = perceptron.train(&points, Delta::new().learning_rate(0.9777920374867896).goal(0.0).epochs(3))?;
    errors.extend_from_slice(&history.errors()[..2]);
    let history = perceptron.train(&points, Delta::new().learning_rate(0.9777920374867896).epochs(1))?;
    errors.extend_from_slice(history.errors());
    let samples = Dataset::new([[1.9, -0.9]], [0])?;
    perceptron.train(&samples, Delta::new().learning_rate(0.9777920374867896).epochs(2))?;
    let samples = Dataset::new([[-0.8, 1e16]], [0])?;
    perceptron.train(&samples, Delta::new().learning_rate(0.9777920374867896).epochs(2))?;
    let points = Dataset::new([[1.9, -0.9], [-0.8, 1e16]], [0, 0])?;
    let history = perceptron.train(&points, Delta::new().learning_rate(0.9777920374867896).epochs(3))?;
    errors.extend_from_slice(history.errors());
    Ok((perceptron, errors, &[13840866957881545939, 14067981668394735594, 13839361623366135903], &[0, 4602678819172646912, 4607182418800017408, 0, 0, 4602678819172646912, 4602678819172646912, 4602678819172646912]))
}
fn sample_6() -> Sample {
    let points = Dataset::new(
        [[-1.1, -0.6], [57054558.76886845, -1.9], [-0.9, 1.2], [1.8, -0.6], [1.7, 0.4], [1.3, 0.0]],
        [0, 0, 0, 1, 0, 0],
    )?;
    let mut perceptron = Perceptron::new(points.ranges(), 1)?;
    let history = perceptron.train(&points, Delta::new().learning_rate(3.0).epochs(3))?;
    Ok((perceptron, history.errors().to_vec(), &[4386506037058863104, 13839786834890902733, 13841813454723219456], &[4602678819172646912, 4607182418800017408, 4607182418800017408]))
}
fn sample_7() -> Sample {
    let points = Dataset::new([[1.6, -1.8]], [0])?.shuffle(0)?;
    let mut perceptron = Perceptron::new(points.ranges(), 1)?;
    let history = perceptron.train(&points, Delta::new().learning_rate(1.0).goal(0.0).epochs(8))?;
    Ok((perceptron, history.errors().to_vec(), &[0, 0, 0], &[0, 0, 0, 0, 0, 0, 0, 0]))
}
fn sample_8() -> Sample {
    let points = Dataset::new(
        [
            [0.46918160282075405, 0.3], [-19562388793565.332, -194205637.08990812], [-0.3, -1.8],
            [-0.4, 0.30000000000000004], [5e-324, 0.3], [0.6346943946555257, 1.3], [-1.0, -0.2],
            [-0.9, -1.8], [2.175541010219604e17, -0.386815516743809]
        ],
        [1, 1, 0, 0, 1, 1, 0, 0, 0],
    )?;
    let mut perceptron = Perceptron::new(points.ranges(), 1)?;
    let history = perceptron.train(&points, Delta::new().learning_rate(0.1).goal(0.0).epochs(1))?;
    Ok((perceptron, history.errors().to_vec(), &[0, 0, 0], &[4611686018427387904]))
}
fn sample_9() -> Sample {
    let points = Dataset::new(
        [[1.6, -1.9], [-1.9, 0.8], [0.4, 1.8], [-1.3, 1e100], [1.2, -1.5]],
        [0, 1, 1, 0, 1],
    )?;
    let mut perceptron = Perceptron::new(points.ranges(), 1)?;
    perceptron.set_weights([[1.3, -0.5]])?;
    perceptron.set_biases([-1.8])?;
    let mut errors: Vec<f64> = Vec::new();
    let history = perceptron.train(&points, Delta::new().learning_rate(1.0).epochs(3))?;
    errors.extend_from_slice(&history.errors()[..2]);
    let history = perceptron.train(&points, Delta::new().learning_rate(1.0).epochs(6))?;
    errors.extend_from_slice(&history.errors()[..5]);
    let history = perceptron.train(&points, Delta::new().learning_rate(0.5).epochs(2))?;
    errors.extend_from_slice(&history.errors()[..1]);
    let history = perceptron.train(&points, Delta::new().learning_rate(0.5).epochs(1))?;
    errors.extend_from_slice(history.errors());
    let samples = Dataset::new([[1.6, -1.9]], [0])?;
    perceptron.train(&samples, Delta::new().learning_rate(0.5).epochs(2))?;
    Ok((perceptron, errors, &[13850215482778032538, 15326393489903895421, 4614388178203810202], &[4609434218613702656, 4609434218613702656, 4609434218613702656, 4609434218613702656, 4609434218613702656, 4609434218613702656, 4609434218613702656, 4609434218613702656, 4609434218613702656]))
}
fn sample_10() -> Sample {
    let points = Dataset::new(
        [[-1.0, -2.606488862074912e-16], [0.2, -1.9], [-4970402391.627431, -1.8], [1.8, 1.4]],
        [1, 0, 0, 1],
    )?;
    let mut perceptron = Perceptron::new(points.ranges(), 1)?;
    let mut errors: Vec<f64> = Vec::new();
    let history = perceptron.train(&points, Delta::new().learning_rate(1.0).epochs(6))?;
    errors.extend_from_slice(&history.errors()[..5]);
    perceptron.set_weights([[36534222471.527756, 1.5]])?;
    perceptron.set_biases([-0.0])?;
    let points = Dataset::new(
        [[-1.0, -2.606488862074912e-16], [0.2, -1.9], [-4970402391.627431, -1.8], [1.8, 1.4]],
        [1, 0, 1, 1],
    )?;
    let history = perceptron.train(&points, Delta::new().learning_rate(1.0).goal(0.0).epochs(5))?;
    errors.extend_from_slice(history.errors());
    Ok((perceptron, errors, &[4760028371988102794, 4611235658464650847, 4616189618054758400], &[4607182418800017408, 4607182418800017408, 4607182418800017408, 4607182418800017408, 4607182418800017408, 4609434218613702656, 4609434218613702656, 4609434218613702656, 4609434218613702656, 4609434218613702656]))
}
const SAMPLES: &[fn() -> Sample] = &[sample_1, sample_2, sample_3, sample_4, sample_5, sample_6, sample_7, sample_8, sample_9, sample_10];
