//! The command line: arguments, settings, output, exit codes, and one file for each command.
