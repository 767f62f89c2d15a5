//! Parallel work on every core, with results in order.

use std::num::NonZero;
use std::sync::Mutex;
use std::sync::mpsc::{Sender, channel, sync_channel};
use std::thread;

/// Results that a worker may have waiting.
const AHEAD: usize = 4;

/// The next piece, and the order in which workers took theirs.
struct Turns {
    next: usize,
    order: Option<Sender<usize>>,
}

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
    let (order, turns) = channel();
    let next = Mutex::new(Turns { next: 0, order: Some(order) });
    // Assigns the next piece to a worker; `None` after the last.
    let piece = |worker: usize| {
        let mut turns = next.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        let piece = turns.next;
        let sent = turns.order.as_ref().filter(|_| piece < count);
        if sent.is_some_and(|order| order.send(worker).is_ok()) {
            turns.next += 1;
            return Some(piece);
        }
        turns.order = None;
        None
    };
    let (piece, state, work) = (&piece, &state, &work);
    thread::scope(|scope| {
        let mut handed = Vec::new();
        for worker in 0..workers {
            let (hand, receive) = sync_channel(AHEAD);
            handed.push(receive);
            scope.spawn(move || {
                let mut own = state();
                while let Some(piece) = piece(worker) {
                    if hand.send(work(&mut own, piece)).is_err() {
                        return;
                    }
                }
            });
        }
        // When this returns, the channels are dropped, and the workers stop.
        let turns = turns;
        for worker in &turns {
            let Some(result) = handed.get(worker).and_then(|handed| handed.recv().ok()) else {
                break;
            };
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
