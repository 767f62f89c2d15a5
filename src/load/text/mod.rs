//! Text of any size as records: decompressed, in blocks that end with whole records, and the cells of each record.
//!
//! Every file of text is read this way; who looks at the records, and how many blocks at a time, is decided elsewhere.

mod blocks;
mod compressed;
mod marks;
mod place;
mod records;

pub use blocks::{ACROSS, Block, Blocks, MAX_COLUMNS, Stopped, TOP, too_many_cells};
pub use compressed::decompressed;
pub use marks::{Mark, same};
pub use place::{MAX_SHOWN, place_in, small};
pub use records::{Cells, End, MOST_CELLS, Records, line_feeds, record_of};
