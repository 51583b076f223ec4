use std::ops::ControlFlow;

/// Told the number of every epoch, from 1, and its error; says whether to go
/// on.
pub(crate) type Watch<'a> = dyn FnMut(usize, f64) -> ControlFlow<()> + 'a;

/// Nobody watches.
pub(crate) fn go_on(_epoch: usize, _error: f64) -> ControlFlow<()> {
    ControlFlow::Continue(())
}
