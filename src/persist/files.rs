//! Whole files: a save replaces the old file at once or leaves it as it was.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use crate::error::{Error, Result, shown};

/// Links that lead to a file; more go in a circle.
const MOST_LINKS: usize = 40;
/// How the name of an unfinished file ends.
const UNFINISHED: &str = ".percept-unfinished";
/// Characters of a file's name in that of its unfinished one.
const LONGEST_NAME: usize = 40;
/// How old an unfinished file is before it counts as left behind.
const LEFT_BEHIND: Duration = Duration::from_mins(1);
/// Tells the unfinished files of one process apart.
static NEXT: AtomicU64 = AtomicU64::new(0);

/// Writes a file as a whole: beside the old one, to the disk, then in its place.
/// Whatever happens in between, the old file is there, whole.
pub(crate) fn replace(path: &Path, content: &[u8]) -> Result<()> {
    written(path, content)
        .map_err(|problem| Error::Write { path: path.to_owned(), source: problem.into() })
}

fn written(path: &Path, content: &[u8]) -> io::Result<()> {
    let path = behind_links(path)?;
    let permissions = permissions(&path)?;
    let (folder, name) = (folder_of(&path), path.file_name());
    let name = name.ok_or_else(|| refused("the path names no file"))?.to_string_lossy();
    sweep(folder, &name);
    if !folder.exists() {
        let way = format!(
            "there is no folder {}: make it with `std::fs::create_dir_all`, or save elsewhere",
            shown(&folder.to_string_lossy())
        );
        return Err(io::Error::new(io::ErrorKind::NotFound, way));
    }
    let (unfinished, file) = create(folder, &name).map_err(explained)?;
    let done = fill(file, content, permissions).and_then(|()| fs::rename(&unfinished, &path));
    match done {
        Ok(()) => sync_folder(folder),
        // nothing more can be done where this fails too
        Err(_) => drop(fs::remove_file(&unfinished)),
    }
    done.map_err(explained)
}

/// A new file beside the one to be written, under a name that is free.
fn create(folder: &Path, name: &str) -> io::Result<(PathBuf, File)> {
    // room for the rest of the name, which most systems hold to 255 bytes
    let name: String = name.chars().take(LONGEST_NAME).collect();
    loop {
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let path = folder.join(format!(".{name}.{}-{number}{UNFINISHED}", process::id()));
        match OpenOptions::new().write(true).create_new(true).open(&path) {
            Err(problem) if problem.kind() == io::ErrorKind::AlreadyExists => {}
            opened => return Ok((path, opened?)),
        }
    }
}

/// Why no file could be made or filled, and how to fix it.
fn explained(problem: io::Error) -> io::Error {
    use io::ErrorKind as Kind;
    let way = match problem.kind() {
        Kind::PermissionDenied | Kind::ReadOnlyFilesystem => {
            "expected a folder in which a new file may be made: allow it, or save into another \
             one; what was there is as it was"
        }
        Kind::StorageFull | Kind::QuotaExceeded | Kind::FileTooLarge => {
            "expected room for the new file beside the old one: make some, or save elsewhere; \
             what was there is as it was"
        }
        _ => return problem,
    };
    io::Error::new(problem.kind(), format!("{problem}; {way}"))
}

fn fill(mut file: File, content: &[u8], permissions: Option<fs::Permissions>) -> io::Result<()> {
    file.write_all(content)?;
    if let Some(permissions) = permissions {
        file.set_permissions(permissions)?;
    }
    file.sync_all()
}

/// The file that links lead to, whether it is there or not.
fn behind_links(path: &Path) -> io::Result<PathBuf> {
    let mut path = path.to_owned();
    for _ in 0..MOST_LINKS {
        let Ok(next) = fs::read_link(&path) else { return Ok(path) };
        path = folder_of(&path).join(next);
    }
    Err(refused("its links go in a circle"))
}

/// Those of the file that is replaced, if there is one.
fn permissions(path: &Path) -> io::Result<Option<fs::Permissions>> {
    let old = match fs::metadata(path) {
        Ok(old) => old,
        Err(problem) if problem.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(problem) => return Err(problem),
    };
    if let Some(kind) = no_file(&old) {
        return Err(refused(&format!("{kind} is there, expected a file or nothing")));
    }
    if old.permissions().readonly() {
        let reason = "the file that is there is read-only; save under another name, or allow it";
        return Err(io::Error::new(io::ErrorKind::PermissionDenied, reason));
    }
    Ok(Some(old.permissions()))
}

/// Refuses to read what is no regular file: a pipe or a device may never end.
pub(super) fn check_readable(path: &Path) -> io::Result<()> {
    match no_file(&fs::metadata(path)?) {
        Some(kind) => Err(refused(&format!("it is {kind}, expected a file"))),
        None => Ok(()),
    }
}

/// What it is, if it is no regular file.
fn no_file(found: &fs::Metadata) -> Option<&'static str> {
    if found.is_file() {
        None
    } else if found.is_dir() {
        Some("a folder")
    } else {
        Some("a pipe, a socket or a device")
    }
}

fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    }
}

/// Makes the new name last; some systems cannot, and the file is there anyway.
fn sync_folder(folder: &Path) {
    if cfg!(unix) {
        let _ = File::open(folder).and_then(|folder| folder.sync_all());
    }
}

/// Deletes unfinished files of the same name whose process was killed.
fn sweep(folder: &Path, name: &str) {
    let processes = Path::new("/proc");
    // where it is not known which processes are alive, all stay
    if !processes.join(process::id().to_string()).exists() {
        return;
    }
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries.flatten() {
        let file = entry.file_name();
        let owner = file.to_str().and_then(|file| owner(file, name));
        // a process of another machine may be writing into a shared folder
        if owner.is_some_and(|owner| !processes.join(owner).exists()) && is_old(&entry) {
            let _ = fs::remove_file(entry.path());
        }
    }
}

fn is_old(entry: &fs::DirEntry) -> bool {
    let written = entry.metadata().and_then(|found| found.modified());
    written.is_ok_and(|written| written.elapsed().is_ok_and(|age| age >= LEFT_BEHIND))
}

/// The process that an unfinished file of this name belongs to.
fn owner<'a>(file: &'a str, name: &str) -> Option<&'a str> {
    let name: String = name.chars().take(LONGEST_NAME).collect();
    let middle = file.strip_prefix('.')?.strip_prefix(&*name)?.strip_prefix('.')?;
    let (owner, number) = middle.strip_suffix(UNFINISHED)?.split_once('-')?;
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    (digits(owner) && digits(number)).then_some(owner)
}

fn refused(reason: &str) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidInput, reason.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_unfinished_files_of_the_same_name_have_an_owner() {
        assert_eq!(owner(".a.json.12-3.percept-unfinished", "a.json"), Some("12"));
        assert_eq!(owner(".b.json.12-3.percept-unfinished", "a.json"), None);
        assert_eq!(owner(".a.json.x-3.percept-unfinished", "a.json"), None);
        assert_eq!(owner("a.json", "a.json"), None);
    }
}
