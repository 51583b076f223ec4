//! A save replaces the old file as a whole, or leaves it as it was.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant, SystemTime};

use percept::{Perceptron, Result, Scaler, toy};

use crate::{buyer, points};

/// Says to the test binary that it is the one to be killed, and where to save.
const VICTIM: &str = "PERCEPT_TEST_SAVES_TO";
/// A file that is large enough to be caught half written.
const INPUTS: usize = 3000;

/// An empty folder of its own for every test.
pub(crate) fn folder(name: &str) -> PathBuf {
    let folder = std::env::temp_dir().join(format!("percept_{}_{name}", std::process::id()));
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    folder
}

pub(crate) fn names_in(folder: &Path) -> Vec<String> {
    let mut names = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        names.push(entry.unwrap().file_name().to_string_lossy().into_owned());
    }
    names
}

fn large(weight: f64) -> Perceptron {
    let mut network = Perceptron::new(vec![[0.0, 1.0]; INPUTS], 1).unwrap();
    network.set_weights([vec![weight; INPUTS]]).unwrap();
    network
}

/// Where a child process is to save; `None` in the tests' own process.
pub(crate) fn victims_path() -> Option<PathBuf> {
    std::env::var_os(VICTIM).map(PathBuf::from)
}

pub(crate) fn victim(test: &str, path: &Path) -> Child {
    Command::new(std::env::current_exe().unwrap())
        .args([test, "--exact", "--test-threads=1"])
        .env(VICTIM, path)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap()
}

/// Numbers below `n`, the same in every run.
pub(crate) fn below(n: u64, state: &mut u64) -> u64 {
    *state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
    (*state >> 33) % n
}

/// Kills a process that saves without end, again and again; a whole file is
/// there each time, and what was
/// unfinished goes with a later save.
fn survives(test: &str, kills: usize, save: impl Fn(&Perceptron, &Path) -> Result<()>) {
    let both = [large(0.1), large(0.2)];
    if let Some(path) = victims_path() {
        loop {
            for network in &both {
                save(network, &path).unwrap();
            }
        }
    }
    let folder = folder(test.rsplit("::").next().unwrap());
    let path = folder.join("network");
    // kills fall into the first saves of a child, however long one takes
    let started = Instant::now();
    for network in [&both[1], &both[0]] {
        save(network, &path).unwrap();
    }
    let span = u64::try_from(started.elapsed().as_micros()).unwrap() + 1;
    let (mut changed, mut state) = (0, 7);
    for _ in 0..kills {
        let before = fs::metadata(&path).unwrap().modified().unwrap();
        let mut child = victim(test, &path);
        let patience = Instant::now();
        while fs::metadata(&path).unwrap().modified().unwrap() == before
            && patience.elapsed() < Duration::from_mins(1)
        {
            sleep(Duration::from_micros(300));
        }
        sleep(Duration::from_micros(below(span, &mut state)));
        child.kill().unwrap();
        child.wait().unwrap();
        let there = Perceptron::load(&path).unwrap();
        assert!(both.contains(&there));
        changed += usize::from(there == both[1]);
    }
    // caught in the middle of saves, not between them
    assert!(changed > 0 && changed < kills, "{changed} of {kills}");
    let unfinished = names_in(&folder).len() - 1;
    assert!(unfinished > 0, "no kill of {kills} left an unfinished file");
    println!("{kills} kills survived, {unfinished} of them in the middle of a save");
    // what a killed process left behind goes with a later save
    for name in names_in(&folder) {
        let an_hour_ago = SystemTime::now() - Duration::from_hours(1);
        fs::File::options()
            .write(true)
            .open(folder.join(name))
            .unwrap()
            .set_modified(an_hour_ago)
            .unwrap();
    }
    save(&both[0], &path).unwrap();
    assert_eq!(names_in(&folder), ["network"]);
    fs::remove_dir_all(folder).unwrap();
}

#[test]
fn the_longest_names_can_be_saved() {
    let folder = folder("long");
    let path = folder.join(format!("{}.json", "w".repeat(250)));
    buyer().save(&path).unwrap();
    buyer().save(&path).unwrap();
    assert_eq!(Perceptron::load(&path).unwrap(), buyer());
    fs::remove_dir_all(folder).unwrap();
}

#[test]
fn a_kill_leaves_a_whole_json_file() {
    survives("whole_files::a_kill_leaves_a_whole_json_file", 250, |network, path| {
        network.save(path)
    });
}

#[cfg(feature = "networks")]
#[test]
fn a_kill_leaves_a_whole_binary_file() {
    survives("whole_files::a_kill_leaves_a_whole_binary_file", 250, |network, path| {
        network.save_binary(path)
    });
}

/// A disk that is full after 512 bytes: the limit of a process's files.
#[cfg(unix)]
#[test]
fn a_full_disk_leaves_the_old_file() {
    if let Some(path) = victims_path() {
        let said = large(0.2).save(&path).unwrap_err().to_string();
        assert!(said.starts_with("cannot write"), "{said}");
        assert!(said.contains("expected room for the new file"), "{said}");
        // told apart from a child that did not run
        fs::write(path.with_extension("said"), "1").unwrap();
        return;
    }
    let folder = folder("full_disk");
    let path = folder.join("network.json");
    buyer().save(&path).unwrap();
    let test = "whole_files::a_full_disk_leaves_the_old_file";
    let limited = "trap '' XFSZ; ulimit -f 1; exec \"$0\" \"$@\"";
    let status = Command::new("sh")
        .args(["-c", limited])
        .arg(std::env::current_exe().unwrap())
        .args([test, "--exact"])
        .env(VICTIM, &path)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .unwrap();
    assert!(status.success());
    assert!(folder.join("network.said").exists());
    assert_eq!(Perceptron::load(&path).unwrap(), buyer());
    assert_eq!(names_in(&folder).len(), 2);
    fs::remove_dir_all(folder).unwrap();
}

#[cfg(unix)]
#[test]
fn links_are_followed_and_stay() {
    use std::os::unix::fs::symlink;
    let folder = folder("links");
    let (file, link, second) = (folder.join("file"), folder.join("link"), folder.join("second"));
    symlink("file", &link).unwrap();
    symlink(&link, &second).unwrap();
    buyer().save(&second).unwrap();
    assert!(fs::symlink_metadata(&file).unwrap().is_file());
    for link in [&link, &second] {
        assert!(fs::symlink_metadata(link).unwrap().is_symlink());
        assert_eq!(Perceptron::load(link).unwrap(), buyer());
    }
    fs::remove_file(&file).unwrap();
    fs::remove_file(&link).unwrap();
    symlink(&second, &link).unwrap();
    let said = buyer().save(&second).unwrap_err().to_string();
    assert!(said.ends_with("its links go in a circle"), "{said}");
    fs::remove_dir_all(folder).unwrap();
}

#[cfg(unix)]
#[test]
fn permissions_stay_and_read_only_files_are_refused() {
    use std::os::unix::fs::PermissionsExt;
    let folder = folder("permissions");
    let path = folder.join("network.json");
    buyer().save(&path).unwrap();
    fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).unwrap();
    buyer().save(&path).unwrap();
    assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o640);
    fs::set_permissions(&path, fs::Permissions::from_mode(0o440)).unwrap();
    let said = large(1.0).save(&path).unwrap_err().to_string();
    assert!(said.contains("read-only; save under another name"), "{said}");
    assert_eq!(Perceptron::load(&path).unwrap(), buyer());
    fs::remove_dir_all(folder).unwrap();
}

/// A child that may do no more than other users, if this process may do all.
#[cfg(unix)]
fn unprivileged_victim(test: &str, path: &Path, is_privileged: bool) -> Child {
    use std::os::unix::process::CommandExt;
    const NOBODY: u32 = 65_534;
    let spawn = |program: &Path| {
        let mut child = Command::new(program);
        child.args([test, "--exact", "--test-threads=1"]).env(VICTIM, path);
        child.stdout(Stdio::null()).stderr(Stdio::null());
        if is_privileged {
            child.uid(NOBODY).gid(NOBODY);
        }
        child.spawn()
    };
    let program = std::env::current_exe().unwrap();
    spawn(&program).unwrap_or_else(|_| {
        // it may lie where others must not read
        let copy = path.parent().unwrap().with_file_name("program");
        fs::copy(program, &copy).unwrap();
        spawn(&copy).unwrap()
    })
}

#[cfg(unix)]
#[test]
fn a_read_only_folder_leaves_the_old_file() {
    use std::os::unix::fs::PermissionsExt;
    let test = "whole_files::a_read_only_folder_leaves_the_old_file";
    if let Some(path) = victims_path() {
        let said = large(0.2).save(&path).unwrap_err().to_string();
        fs::write(path.parent().unwrap().with_file_name("said"), said).unwrap();
        return;
    }
    let folder = folder("read_only");
    let closed = folder.join("closed");
    let path = closed.join("network.json");
    fs::create_dir(&closed).unwrap();
    buyer().save(&path).unwrap();
    let allow = |path: &Path, mode| {
        fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
    };
    allow(&folder, 0o777);
    allow(&path, 0o666);
    allow(&closed, 0o555);
    let before = fs::read(&path).unwrap();
    let probe = closed.join("probe");
    let is_privileged = fs::write(&probe, "").is_ok();
    let _ = fs::remove_file(probe);
    let status = unprivileged_victim(test, &path, is_privileged).wait().unwrap();
    assert!(status.success());
    let said = fs::read_to_string(folder.join("said")).unwrap();
    assert!(said.contains(&format!("cannot write `{}`: ", path.display())), "{said}");
    assert!(said.contains("expected a folder in which a new file may be made"), "{said}");
    assert_eq!(fs::read(&path).unwrap(), before);
    assert_eq!(Perceptron::load(&path).unwrap(), buyer());
    assert_eq!(names_in(&closed), ["network.json"]);
    allow(&closed, 0o755);
    fs::remove_dir_all(folder).unwrap();
}

#[test]
fn folders_and_paths_without_a_name_are_refused() {
    let folder = folder("no_file");
    for path in [folder.as_path(), Path::new("/"), Path::new("")] {
        let said = buyer().save(path).unwrap_err().to_string();
        assert!(said.starts_with("cannot write"), "{said}");
    }
    let said = Perceptron::load(&folder).unwrap_err().to_string();
    assert!(said.ends_with("it is a folder, expected a file"), "{said}");
    let absent = folder.join("absent").join("network.json");
    assert!(buyer().save(absent).is_err());
    fs::remove_dir_all(folder).unwrap();
}

#[cfg(target_os = "linux")]
#[test]
fn pipes_and_devices_are_refused() {
    let folder = folder("pipes");
    let pipe = folder.join("pipe");
    assert!(Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    for path in [pipe.as_path(), Path::new("/dev/null"), Path::new("/dev/full")] {
        let scaler = Scaler::standard(&points()).unwrap();
        for said in [
            buyer().save(path).unwrap_err(),
            scaler.save(path).unwrap_err(),
            points().save_html(path).unwrap_err(),
        ] {
            let said = said.to_string();
            assert!(said.ends_with("a device is there, expected a file or nothing"), "{said}");
        }
        let said = Perceptron::load(path).unwrap_err().to_string();
        assert!(said.ends_with("a socket or a device, expected a file"), "{said}");
    }
    assert_eq!(names_in(&folder), ["pipe"]);
    fs::remove_dir_all(folder).unwrap();
}

#[test]
fn a_page_is_written_over_an_older_one() {
    let folder = folder("page");
    let path = folder.join("points.html");
    fs::write(&path, "old").unwrap();
    toy::points().unwrap().save_html(&path).unwrap();
    let page = fs::read_to_string(&path).unwrap();
    assert!(page.starts_with("<!DOCTYPE html>") && page.trim_end().ends_with("</html>"));
    assert_eq!(names_in(&folder), ["points.html"]);
    fs::remove_dir_all(folder).unwrap();
}
