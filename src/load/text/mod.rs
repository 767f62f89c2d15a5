//! Text of any size as records: decompressed, in blocks that end with whole records, and the cells of each record.
//!
//! Every file of text is read this way; who looks at the records, and how many blocks at a time, is decided elsewhere.

mod blocks;
mod compressed;
mod records;

pub use blocks::{ACROSS, Block, Blocks, MAX_COLUMNS, Stopped, TOP, too_many_cells};
pub use compressed::decompressed;
pub use records::{
    Cells, End, MAX_SHOWN, MOST_CELLS, Mark, Records, line_feeds, place_in, record_of, same, small,
};
