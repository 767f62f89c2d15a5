//! Parallel work on every core, with results in order.

use std::num::NonZero;
use std::sync::mpsc::{Receiver, sync_channel};
use std::thread;

/// Results that a worker may have waiting.
const AHEAD: usize = 4;

/// Does `count` pieces of work on every core and passes the results to `take` in the order of the pieces.
///
/// Each worker first creates its own state. Only a few results are held at a time. The first error of `take` ends the work and
/// is returned.
pub fn in_order<S, T: Send, E>(
    count: usize,
    state: impl Fn() -> S + Sync,
    work: impl Fn(&mut S, usize) -> T + Sync,
    mut take: impl FnMut(T) -> Result<(), E>,
) -> Result<(), E> {
    let workers = thread::available_parallelism().map_or(1, NonZero::get).min(count);
    if workers <= 1 {
        let mut state = state();
        return (0..count).try_for_each(|piece| take(work(&mut state, piece)));
    }
    let state = &state;
    let work = &work;
    thread::scope(|scope| {
        let start = |worker| {
            let (hand, receive) = sync_channel(AHEAD);
            scope.spawn(move || {
                let mut own = state();
                let mut pieces = (worker..count).step_by(workers);
                pieces.all(|piece| hand.send(work(&mut own, piece)).is_ok())
            });
            receive
        };
        // When this returns, the channels are dropped, and the workers stop.
        let handed: Vec<Receiver<T>> = (0..workers).map(start).collect();
        for worker in handed.iter().cycle().take(count) {
            let Ok(result) = worker.recv() else { break };
            take(result)?;
        }
        Ok(())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_come_in_order_and_an_error_ends_the_work() {
        let mut taken = Vec::new();
        let done: Result<(), ()> = in_order(
            1000,
            || 0_usize,
            |own, piece| {
                *own += 1;
                piece * 2
            },
            |result| {
                taken.push(result);
                Ok(())
            },
        );
        assert_eq!(done, Ok(()));
        assert!(taken.iter().copied().eq((0..1000).map(|piece| piece * 2)));
        let stopped = in_order(
            1000,
            || (),
            |(), piece| piece,
            |piece| {
                if piece == 5 { Err(piece) } else { Ok(()) }
            },
        );
        assert_eq!(stopped, Err(5));
        assert_eq!(in_order(0, || (), |(), piece| piece, Err), Ok(()));
    }
}
