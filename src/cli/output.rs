//! Writing a result to standard output, or to a file that always holds either the old or the new result, never a part.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

use crate::load::discover::folder_of;

/// Writes the whole result by the rules of [`Sink::open`].
pub fn write(path: Option<&Path>, result: &[u8]) -> io::Result<()> {
    let mut sink = Sink::open(path)?;
    sink.write_all(result)?;
    sink.finish()
}

/// Where a result is written in pieces.
pub enum Sink {
    Screen,
    /// A device, a pipe, or a file that is already open.
    Device(File),
    /// A temporary file, which replaces the target once it is complete and is removed otherwise.
    Beside(NamedTempFile<File>, PathBuf),
}

impl Sink {
    /// Opens a file, or standard output if there is no path.
    ///
    /// A regular or new file is written under a temporary name beside the target and renamed; links are followed and the
    /// mode is kept. A device or a pipe is written directly. Paths such as `/dev/fd/3` name a file that is already open: it
    /// is appended to, never replaced. `/dev/stdout` is standard output, wherever the shell has redirected it.
    pub fn open(path: Option<&Path>) -> io::Result<Self> {
        let target = path.map(follow_links).transpose()?;
        let Some(target) = target.filter(|target| !is_standard_output(target)) else {
            return Ok(Self::Screen);
        };
        let permissions = match fs::metadata(&target) {
            Ok(found) if found.is_dir() => {
                return Err(io::Error::new(io::ErrorKind::IsADirectory, "is a folder"));
            }
            Ok(found) if !found.is_file() || is_open_file(&target) => {
                return Ok(Self::Device(OpenOptions::new().append(true).open(&target)?));
            }
            Ok(found) if found.permissions().readonly() => {
                return Err(io::Error::new(io::ErrorKind::PermissionDenied, "is write-protected"));
            }
            Ok(found) => Some(found.permissions()),
            Err(error) if error.kind() == io::ErrorKind::NotFound => None,
            Err(error) => return Err(error),
        };
        let beside = beside(&target)?;
        // Set the mode before writing: whoever could not read the old file must not read the new one.
        if let Some(permissions) = permissions {
            beside.as_file().set_permissions(permissions)?;
        }
        Ok(Self::Beside(beside, target))
    }

    pub fn write_all(&mut self, piece: &[u8]) -> io::Result<()> {
        match self {
            Self::Screen => io::stdout().write_all(piece),
            Self::Device(file) => file.write_all(piece),
            Self::Beside(file, _) => file.as_file_mut().write_all(piece),
        }
    }

    /// Completes the file and replaces the target.
    pub fn finish(self) -> io::Result<()> {
        match self {
            Self::Screen => io::stdout().flush(),
            Self::Device(mut file) => file.flush(),
            Self::Beside(file, target) => {
                file.as_file().sync_all()?;
                Ok(file.into_temp_path().persist(target)?)
            }
        }
    }
}

/// Writes the whole result to a new file; an existing file is not changed (`AlreadyExists`).
pub fn to_new_file(path: &Path, result: &[u8]) -> io::Result<()> {
    if let Ok(found) = fs::symlink_metadata(path) {
        let is_folder = || io::Error::new(io::ErrorKind::IsADirectory, "is a folder");
        return Err(if found.is_dir() { is_folder() } else { io::ErrorKind::AlreadyExists.into() });
    }
    let mut file = beside(path)?;
    file.write_all(result)?;
    file.as_file().sync_all()?;
    Ok(file.into_temp_path().persist_noclobber(path)?)
}

/// A temporary file beside the target, `.NAME.PID-….part`. Those that killed runs left of this target go first: whoever wrote
/// them is gone, or is a process that has got their number again.
fn beside(target: &Path) -> io::Result<NamedTempFile<File>> {
    let name = target.file_name().ok_or_else(|| io::Error::other("not a file name"))?;
    let folder = match folder_of(target) {
        bare if bare.as_os_str().is_empty() => Path::new("."),
        folder => folder,
    };
    let (prefix, own) = (format!(".{}.", name.to_string_lossy()), std::process::id());
    let writer = |entry: &fs::DirEntry| {
        let name = entry.file_name();
        let rest = name.to_str()?.strip_prefix(&prefix)?.strip_suffix(PART)?;
        let (writer, _) =
            rest.split_once('-').filter(|_| entry.file_type().is_ok_and(|it| it.is_file()))?;
        writer.parse().ok()
    };
    for entry in fs::read_dir(folder)?.flatten() {
        if writer(&entry).is_some_and(|writer| writer == own || !is_running(writer)) {
            // Best effort: it is in nobody's way.
            let _ = fs::remove_file(entry.path());
        }
    }
    tempfile::Builder::new()
        .prefix(&format!("{prefix}{own}-"))
        .suffix(PART)
        .make_in(folder, |path| File::create_new(path))
}

/// The end of the names of temporary files.
const PART: &str = ".part";

/// Is there a process of this number? One of another user cannot be asked, and is there.
#[cfg(unix)]
fn is_running(process: u32) -> bool {
    use rustix::{
        io::Errno,
        process::{Pid, test_kill_process},
    };
    let process = i32::try_from(process).ok().and_then(Pid::from_raw);
    process.is_some_and(|it| test_kill_process(it) != Err(Errno::SRCH))
}

/// Elsewhere nobody is asked: a file that is being written cannot be removed there.
#[cfg(not(unix))]
fn is_running(_: u32) -> bool {
    !cfg!(windows)
}

/// Whether the path is `-` or a system name of standard output.
pub fn is_standard_output(path: &Path) -> bool {
    ["-", "/dev/stdout", "/dev/fd/1", "/proc/self/fd/1"].iter().any(|name| path == Path::new(name))
}

/// Whether the path names an open file that cannot be replaced, such as `/dev/stderr`, `/dev/fd/3` or `/proc/…`. Files in
/// `/dev/shm` are ordinary files.
fn is_open_file(path: &Path) -> bool {
    path.starts_with("/proc")
        || [Some(Path::new("/dev")), Some(Path::new("/dev/fd"))].contains(&path.parent())
}

/// The target of a chain of links, which need not exist. Links to open files are not followed.
fn follow_links(path: &Path) -> io::Result<PathBuf> {
    const MOST_LINKS: usize = 40;
    let mut target = path.to_path_buf();
    for _ in 0..MOST_LINKS {
        if is_open_file(&target) {
            return Ok(target);
        }
        match fs::symlink_metadata(&target) {
            Ok(found) if found.file_type().is_symlink() => {
                target = target.parent().unwrap_or(Path::new("")).join(fs::read_link(&target)?);
            }
            _ => return Ok(target),
        }
    }
    Err(io::Error::other("too many links"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_replaced_and_no_temporary_file_is_left() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("out.csv");
        write(Some(&path), b"old").unwrap();
        write(Some(&path), b"new and longer").unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"new and longer");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[test]
    fn a_temporary_file_left_by_a_killed_run_is_no_obstacle() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("out.csv");
        // Of a process of this number that is gone: none has a larger one.
        for writer in [std::process::id(), i32::MAX as u32] {
            let left = folder.path().join(format!(".out.csv.{writer}-0.part"));
            fs::write(&left, "half").unwrap();
            write(Some(&path), b"whole").unwrap();
            assert_eq!(fs::read(&path).unwrap(), b"whole");
            assert!(!left.exists());
        }
        fs::write(folder.path().join(format!(".new.{}-0.part", i32::MAX)), "half").unwrap();
        to_new_file(&folder.path().join("new"), b"whole").unwrap();
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2);
    }

    /// What another run is writing, what is no file, and what only looks alike stay.
    #[test]
    fn what_may_belong_to_somebody_stays() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("out.csv");
        let gone = i32::MAX;
        let kept = [
            // Processes that are there as long as the system is.
            ".out.csv.1-0.part".to_owned(),
            format!(".out.csv.{gone}.part"),
            format!(".out.csv.{gone}-0.parts"),
            format!(".other.csv.{gone}-0.part"),
            format!("out.csv.{gone}-0.part"),
        ];
        for name in &kept {
            fs::write(folder.path().join(name), "theirs").unwrap();
        }
        fs::create_dir(folder.path().join(format!(".out.csv.{gone}-1.part"))).unwrap();
        write(Some(&path), b"whole").unwrap();
        let left: Vec<_> = kept.iter().filter(|name| !folder.path().join(name).exists()).collect();
        let expected: &[&String] = if cfg!(windows) { &[&kept[0]] } else { &[] };
        assert_eq!(left, expected);
        assert!(folder.path().join(format!(".out.csv.{gone}-1.part")).exists());
    }

    #[test]
    fn a_write_protected_file_is_not_replaced() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("out.csv");
        fs::write(&path, "old").unwrap();
        let mut permissions = fs::metadata(&path).unwrap().permissions();
        permissions.set_readonly(true);
        fs::set_permissions(&path, permissions).unwrap();
        let error = write(Some(&path), b"new").unwrap_err();
        assert_eq!(error.kind(), io::ErrorKind::PermissionDenied);
        assert_eq!(fs::read(&path).unwrap(), b"old");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[test]
    fn a_new_file_never_replaces_an_existing_one() {
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
        assert!(write(Some(folder.path()), b"x").is_err());
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
        write(Some(&link), b"new").unwrap();
        assert!(fs::symlink_metadata(&link).unwrap().file_type().is_symlink());
        assert_eq!(fs::read(&real).unwrap(), b"new");
        assert_eq!(fs::metadata(&real).unwrap().permissions().mode() & 0o777, 0o640);
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn a_full_device_is_an_error_and_stays_a_device() {
        assert!(write(Some(Path::new("/dev/full")), b"x").is_err());
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
        write(Some(Path::new(&name)), b"after\n").unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"before\nafter\n");
    }
}
