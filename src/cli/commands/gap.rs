//! `gap`: the largest shortfalls first.

use super::{assessed, prelude::*};
use crate::report::Look;

pub fn run(args: &StatusArgs, session: &mut Session) -> Result<Outcome> {
    assessed::run(args, Look::Gap, false, session)
}
