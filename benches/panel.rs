//! Writes a synthetic panel as CSV, or a plan for some of its indicators.

use std::fs::File;
use std::io::{self, BufWriter, Write};

use clap::Parser;

mod generator;

fn main() -> io::Result<()> {
    let args = generator::Args::parse();
    let out: Box<dyn Write> = match &args.output {
        Some(path) => Box::new(File::create(path)?),
        None => Box::new(io::stdout().lock()),
    };
    let mut out = BufWriter::with_capacity(1 << 20, out);
    match args.plan {
        Some(count) => args.plan(count, &mut out),
        None => args.panel(&mut out),
    }
}
