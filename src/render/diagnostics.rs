//! Problems with the line they sit on and a caret under the part that is meant.
