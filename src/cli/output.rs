//! Where a result goes: standard output, or a file that is either the old one or the new one, never half of it.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// Writes the whole result to standard output.
pub fn to_stdout(result: &[u8]) -> io::Result<()> {
    let mut stdout = io::stdout().lock();
    stdout.write_all(result)?;
    stdout.flush()
}

/// Writes the whole result to a file.
///
/// A regular file, or none yet, is written beside and renamed, links followed and the mode kept; a device or a pipe is
/// written directly. `/dev/fd/3` and its like name something that is open already: it is never replaced, and standard
/// output is standard output, wherever the shell has put it.
pub fn to_file(path: &Path, result: &[u8]) -> io::Result<()> {
    let target = follow_links(path)?;
    if is_standard_output(&target) {
        return to_stdout(result);
    }
    match fs::metadata(&target) {
        Ok(found) if found.is_dir() => {
            Err(io::Error::new(io::ErrorKind::IsADirectory, "is a folder"))
        }
        Ok(found) if !found.is_file() || is_open_file(&target) => {
            let mut device = OpenOptions::new().append(true).open(&target)?;
            device.write_all(result)?;
            device.flush()
        }
        Ok(found) if found.permissions().readonly() => {
            Err(io::Error::new(io::ErrorKind::PermissionDenied, "is write-protected"))
        }
        Ok(found) => replace(&target, result, Some(found.permissions())),
        Err(error) if error.kind() == io::ErrorKind::NotFound => replace(&target, result, None),
        Err(error) => Err(error),
    }
}

/// A result that is written piece by piece: to standard output, or beside a file that it replaces when it is whole.
#[derive(Debug)]
pub struct Sink {
    out: Box<dyn SinkWrite>,
    /// The file written to, and what it replaces.
    replaces: Option<(PathBuf, PathBuf)>,
}

trait SinkWrite: Write + std::fmt::Debug {}

impl<T: Write + std::fmt::Debug> SinkWrite for T {}

impl Sink {
    /// For a file by the rules of [`to_file`], or for standard output without one.
    pub fn open(path: Option<&Path>) -> io::Result<Self> {
        let direct = |out: Box<dyn SinkWrite>| Self { out, replaces: None };
        let Some(path) = path else {
            return Ok(direct(Box::new(io::stdout())));
        };
        let target = follow_links(path)?;
        if is_standard_output(&target) {
            return Ok(direct(Box::new(io::stdout())));
        }
        let permissions = match fs::metadata(&target) {
            Ok(found) if found.is_dir() => {
                return Err(io::Error::new(io::ErrorKind::IsADirectory, "is a folder"));
            }
            Ok(found) if !found.is_file() || is_open_file(&target) => {
                let device = OpenOptions::new().append(true).open(&target)?;
                return Ok(direct(Box::new(device)));
            }
            Ok(found) => Some(found.permissions()),
            Err(error) if error.kind() == io::ErrorKind::NotFound => None,
            Err(error) => return Err(error),
        };
        let name = target.file_name().ok_or_else(|| io::Error::other("not a file name"))?;
        let (beside, file) = create_beside(&target, &name.to_string_lossy())?;
        // The mode comes first: nobody may read the new file who could not read the old one.
        let moded = permissions.map_or(Ok(()), |permissions| file.set_permissions(permissions));
        let sink = Self { out: Box::new(file), replaces: Some((beside, target)) };
        moded.map(|()| sink)
    }

    /// Writes one more piece.
    pub fn write_all(&mut self, piece: &[u8]) -> io::Result<()> {
        self.out.write_all(piece)
    }

    /// The result is whole.
    pub fn finish(mut self) -> io::Result<()> {
        self.out.flush()?;
        let Some((beside, target)) = &self.replaces else {
            return Ok(());
        };
        File::open(beside)?.sync_all()?;
        fs::rename(beside, target)?;
        self.replaces = None;
        Ok(())
    }
}

impl Drop for Sink {
    fn drop(&mut self) {
        // A result that is not whole leaves nothing behind.
        if let Some((beside, _)) = &self.replaces {
            let _ = fs::remove_file(beside);
        }
    }
}

/// Writes the whole result to a file that is not there yet; one that is stays as it is (`AlreadyExists`).
pub fn to_new_file(path: &Path, result: &[u8]) -> io::Result<()> {
    if fs::symlink_metadata(path).is_ok_and(|found| found.is_dir()) {
        return Err(io::Error::new(io::ErrorKind::IsADirectory, "is a folder"));
    }
    let mut file = OpenOptions::new().write(true).create_new(true).open(path)?;
    let written = file.write_all(result).and_then(|()| file.sync_all());
    if written.is_err() {
        // Best effort: half a file would pass for a whole one.
        let _ = fs::remove_file(path);
    }
    written
}

/// `-`, and the names under which a shell hands out standard output.
pub fn is_standard_output(path: &Path) -> bool {
    ["-", "/dev/stdout", "/dev/fd/1", "/proc/self/fd/1"].iter().any(|name| path == Path::new(name))
}

/// Links that name an open file, and lead to no path that could be replaced: `/dev/stderr`, `/dev/fd/3`, `/proc/…`.
/// `/dev/shm` holds files like any other.
fn is_open_file(path: &Path) -> bool {
    path.starts_with("/proc")
        || [Some(Path::new("/dev")), Some(Path::new("/dev/fd"))].contains(&path.parent())
}

/// The file at the end of a chain of links; it need not exist. Links of the system are left as they are.
fn follow_links(path: &Path) -> io::Result<PathBuf> {
    const MOST_LINKS: usize = 40;
    let mut target = path.to_path_buf();
    for _ in 0..MOST_LINKS {
        if is_open_file(&target) {
            return Ok(target);
        }
        match fs::symlink_metadata(&target) {
            Ok(found) if found.file_type().is_symlink() => {
                let next = fs::read_link(&target)?;
                target = target.parent().unwrap_or(Path::new("")).join(next);
            }
            _ => return Ok(target),
        }
    }
    Err(io::Error::other("too many links"))
}

fn replace(target: &Path, result: &[u8], permissions: Option<fs::Permissions>) -> io::Result<()> {
    let name = target.file_name().ok_or_else(|| io::Error::other("not a file name"))?;
    let (beside, file) = create_beside(target, &name.to_string_lossy())?;
    let written = fill(file, result, permissions).and_then(|()| fs::rename(&beside, target));
    if written.is_err() {
        // Best effort: the reason of the failure matters more than what is left beside.
        let _ = fs::remove_file(&beside);
    }
    written
}

/// A new file in the folder of the target. A killed run of the same number may have left one: the next name is taken.
fn create_beside(target: &Path, name: &str) -> io::Result<(PathBuf, File)> {
    const MOST_LEFT: u32 = 100;
    let mut number = 0;
    loop {
        let beside = target.with_file_name(format!(".{name}.{}-{number}.part", std::process::id()));
        match OpenOptions::new().write(true).create_new(true).open(&beside) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists && number < MOST_LEFT => {
                number += 1;
            }
            opened => return opened.map(|file| (beside, file)),
        }
    }
}

/// The mode comes first: nobody may read the new file who could not read the old one.
fn fill(mut file: File, result: &[u8], permissions: Option<fs::Permissions>) -> io::Result<()> {
    if let Some(permissions) = permissions {
        file.set_permissions(permissions)?;
    }
    file.write_all(result)?;
    file.sync_all()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_replaced_whole_and_nothing_is_left_beside() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("out.csv");
        to_file(&path, b"old").unwrap();
        to_file(&path, b"new and longer").unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"new and longer");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[test]
    fn what_a_killed_run_left_is_in_nobodys_way() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("out.csv");
        let left = format!(".out.csv.{}-0.part", std::process::id());
        fs::write(folder.path().join(&left), "half").unwrap();
        to_file(&path, b"whole").unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"whole");
        assert_eq!(fs::read(folder.path().join(left)).unwrap(), b"half");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2);
    }

    #[test]
    fn a_write_protected_file_stays() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("out.csv");
        fs::write(&path, "old").unwrap();
        let mut permissions = fs::metadata(&path).unwrap().permissions();
        permissions.set_readonly(true);
        fs::set_permissions(&path, permissions).unwrap();
        let error = to_file(&path, b"new").unwrap_err();
        assert_eq!(error.kind(), io::ErrorKind::PermissionDenied);
        assert_eq!(fs::read(&path).unwrap(), b"old");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[test]
    fn a_new_file_never_replaces_one() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("new.toml");
        to_new_file(&path, b"first").unwrap();
        let error = to_new_file(&path, b"second").unwrap_err();
        assert_eq!(error.kind(), io::ErrorKind::AlreadyExists);
        assert_eq!(fs::read(&path).unwrap(), b"first");
    }

    #[test]
    fn a_folder_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        assert!(to_file(folder.path(), b"x").is_err());
    }

    #[cfg(unix)]
    #[test]
    fn a_link_stays_a_link_and_the_mode_is_kept() {
        use std::os::unix::fs::{PermissionsExt, symlink};
        let folder = tempfile::tempdir().unwrap();
        let (real, link) = (folder.path().join("real.csv"), folder.path().join("link.csv"));
        fs::write(&real, "old").unwrap();
        fs::set_permissions(&real, fs::Permissions::from_mode(0o640)).unwrap();
        symlink("real.csv", &link).unwrap();
        to_file(&link, b"new").unwrap();
        assert!(fs::symlink_metadata(&link).unwrap().file_type().is_symlink());
        assert_eq!(fs::read(&real).unwrap(), b"new");
        assert_eq!(fs::metadata(&real).unwrap().permissions().mode() & 0o777, 0o640);
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn a_full_device_is_an_error_and_stays_a_device() {
        assert!(to_file(Path::new("/dev/full"), b"x").is_err());
        assert!(!fs::metadata("/dev/full").unwrap().is_file());
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn an_open_file_named_by_the_system_is_added_to_and_not_replaced() {
        use std::os::fd::AsRawFd;
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("log");
        fs::write(&path, "before\n").unwrap();
        let open = OpenOptions::new().append(true).open(&path).unwrap();
        let name = format!("/proc/self/fd/{}", open.as_raw_fd());
        to_file(Path::new(&name), b"after\n").unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"before\nafter\n");
    }
}
